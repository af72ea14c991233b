/** List and room: side by side on desktops, one after the other on phones. */
import { Outlet, useMatchRoute, useSearch } from "@tanstack/react-router";
import type { LoaderInput } from "../../routes/screen.ts";
import { cx } from "../../lib/cx.ts";
import { TabLinks } from "../../ui/tabs.tsx";
import { useViewer } from "../auth/viewer.ts";
import { MessagesActions } from "../rooms/MessagesActions.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { ConversationList } from "./ConversationList.tsx";
import { conversationsQuery } from "./queries.ts";

export function loader({ context }: LoaderInput): Promise<unknown> {
  // The list shows its own skeleton and failures; the room beside it need not wait.
  void context.queryClient.prefetchInfiniteQuery(conversationsQuery("inbox"));
  return Promise.resolve();
}

const boxLinks = [
  { label: "All", to: "/messages", search: {} },
  { label: "Requests", to: "/messages", search: { box: "requests" } },
  { label: "Archived", to: "/messages", search: { box: "archived" } },
] as const;

export function Screen() {
  const viewerId = useViewer()?.id ?? "";
  const { box = "inbox" } = useSearch({ from: "/shell/messages" });
  const inRoom = useMatchRoute()({ to: "/messages/$conversationId", fuzzy: true }) !== false;
  return (
    <div
      className={cx(
        "md:grid md:h-dvh md:grid-cols-[19rem_minmax(0,1fr)] lg:grid-cols-[22rem_minmax(0,1fr)]",
        inRoom ? "h-dvh" : "h-[calc(100dvh-var(--tabs)-env(safe-area-inset-bottom))]",
      )}
    >
      <div
        className={cx(
          "h-full min-h-0 overflow-y-auto overscroll-contain md:border-e md:border-line",
          inRoom && "max-md:hidden",
        )}
      >
        <ScreenHeader title="Messages" level={inRoom ? 2 : 1} actions={<MessagesActions />} />
        <TabLinks label="Kinds of conversations" links={boxLinks} />
        <ConversationList key={box} box={box} viewerId={viewerId} />
      </div>
      <div className={cx("h-full min-h-0 min-w-0", !inRoom && "max-md:hidden")}>
        <Outlet />
      </div>
    </div>
  );
}
