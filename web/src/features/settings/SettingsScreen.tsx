import { Link } from "@tanstack/react-router";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { settingsPages } from "./pages.ts";

export function Screen() {
  const viewer = useViewer();
  return (
    <>
      <ScreenHeader title="Settings" />
      {viewer !== null && !viewer.emailVerified && (
        <div className="px-4 pt-4 md:px-5">
          <Notice
            tone="warning"
            title="Your email address is not confirmed"
            action={
              <Link to="/settings/account" className="link font-medium">
                Send the link again
              </Link>
            }
          >
            Without it we cannot help you back in when a password is lost.
          </Notice>
        </div>
      )}
      <ul className="py-2">
        {settingsPages.map((page) => (
          <li key={page.to}>
            <Link
              to={page.to}
              className="flex min-h-16 items-center gap-4 px-4 py-2 transition-colors hover:bg-sunken focus-visible:-outline-offset-2 md:px-5"
            >
              <span className="grid size-10 place-items-center rounded-full bg-sunken text-muted">
                <Icon name={page.icon} />
              </span>
              <span className="grid flex-1">
                <span className="font-medium">{page.label}</span>
                <span className="text-sm text-muted">{page.hint}</span>
              </span>
              <Icon name="chevron-right" className="text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
