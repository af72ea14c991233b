/** Rail, reading column and context; on phones the column alone, with tabs below. */
import { Outlet, useMatches } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { cx } from "../../lib/cx.ts";
import { useLive } from "../../live/use-hub.ts";
import { useViewer } from "../auth/viewer.ts";
import { useLiveConversations } from "../chat/use-live-conversations.ts";
import { ContextColumn } from "./ContextColumn.tsx";
import { Rail } from "./Rail.tsx";
import { TabBar } from "./TabBar.tsx";

export function Shell({ children }: { children?: ReactNode }) {
  const frame = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.frame)?.staticData.frame,
  });
  useBarsThatGiveWay();
  const viewerId = useViewer()?.id ?? null;
  useLive(viewerId);
  useLiveConversations(viewerId);
  return (
    <div className="mx-auto flex min-h-dvh justify-center">
      <Rail />
      <main
        id="main"
        tabIndex={-1}
        className={cx(
          "w-full min-w-0 md:border-x md:border-line",
          frame === undefined
            ? "max-w-(--column) pb-[calc(var(--tabs)+env(safe-area-inset-bottom))] md:pb-16"
            : "max-w-[calc(var(--column)+var(--context)+2.5rem)] 2xl:max-w-[75rem]",
        )}
      >
        {children ?? <Outlet />}
      </main>
      {frame === undefined && <ContextColumn />}
      {frame !== "room" && <TabBar />}
    </div>
  );
}

/** Marks the root element while a phone's reader scrolls down, so that style can move the top bar out of the way. */
function useBarsThatGiveWay() {
  useEffect(() => {
    let last = scrollY;
    const onScroll = () => {
      const down = scrollY > last && scrollY > 120;
      // Small trembles of the finger change nothing.
      if (Math.abs(scrollY - last) < 6) return;
      last = scrollY;
      document.documentElement.toggleAttribute("data-reading", down);
    };
    addEventListener("scroll", onScroll, { passive: true });
    return () => {
      removeEventListener("scroll", onScroll);
      document.documentElement.removeAttribute("data-reading");
    };
  }, []);
}
