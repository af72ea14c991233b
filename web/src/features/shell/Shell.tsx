/** Rail, reading column and context; on phones the column alone, with tabs below. */
import { Outlet } from "@tanstack/react-router";
import { useEffect, type ReactNode } from "react";
import { ContextColumn } from "./ContextColumn.tsx";
import { Rail } from "./Rail.tsx";
import { TabBar } from "./TabBar.tsx";

export function Shell({ children }: { children?: ReactNode }) {
  useBarsThatGiveWay();
  return (
    <div className="mx-auto flex min-h-dvh justify-center">
      <Rail />
      <main
        id="main"
        tabIndex={-1}
        className="w-full min-w-0 max-w-(--column) pb-[calc(var(--tabs)+env(safe-area-inset-bottom))] md:border-x md:border-line md:pb-16"
      >
        {children ?? <Outlet />}
      </main>
      <ContextColumn />
      <TabBar />
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
