import { Link, useCanGoBack, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { cx } from "../../lib/cx.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Mark } from "../../ui/Mark.tsx";
import { PageTitle } from "../../ui/PageTitle.tsx";
import { useViewer } from "../auth/viewer.ts";
import { AccountMenu } from "./AccountMenu.tsx";

interface Props {
  title: string;
  /** The document's title, where it says more than the heading. */
  pageTitle?: string;
  /** A quiet line under the title. */
  subtitle?: ReactNode;
  /** Screens below another one lead back: to where one came from, else to this address. */
  back?: string;
  actions?: ReactNode;
  /** 2 where the header stands beside the screen that the page is about, which then gives the page its title. */
  level?: 1 | 2;
}

/** Title line of a screen and the top bar of phones, where it gives way while one reads on. */
export function ScreenHeader({ title, pageTitle = title, subtitle, back, actions, level = 1 }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className="top-bar sticky top-0 z-20 flex min-h-(--bar) items-center gap-1 border-b border-line bg-ground/92 px-2 backdrop-blur-md md:px-3">
      {level === 1 && <PageTitle>{pageTitle}</PageTitle>}
      {back === undefined ? <PhoneCorner /> : <BackButton to={back} />}
      <div className={cx("min-w-0 flex-1 py-1.5", back === undefined ? "md:ps-2" : "ps-1")}>
        <Heading className="title truncate text-lg">{title}</Heading>
        {subtitle !== undefined && <p className="truncate text-xs text-muted">{subtitle}</p>}
      </div>
      {actions}
    </div>
  );
}

function PhoneCorner() {
  const viewer = useViewer();
  return (
    <div className="grid md:hidden">
      {viewer === null ? (
        <Link to="/" aria-label="Home" className="grid size-11 place-items-center text-accent">
          <Mark />
        </Link>
      ) : (
        <AccountMenu viewer={viewer} look="bar" />
      )}
    </div>
  );
}

function BackButton({ to }: { to: string }) {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return (
    <IconButton
      icon="arrow-left"
      label="Back"
      onClick={() => (canGoBack ? router.history.back() : void router.navigate({ to: to as "/" }))}
    />
  );
}
