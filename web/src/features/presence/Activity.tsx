import { usePresence } from "../../live/use-hub.ts";
import { RelativeTime } from "../../ui/counts.tsx";
import { presenceWords } from "./PresenceDot.tsx";

/** Whether somebody is here, or when they last were; nothing where that is not for the viewer's eyes. */
export function Activity({ userId }: { userId: string }) {
  const presence = usePresence(userId);
  if (presence === undefined) return null;
  if (presence.state !== "offline") return <span>{presenceWords[presence.state]}</span>;
  if (presence.lastSeenAt === null) return null;
  return (
    <span>
      Active <RelativeTime at={presence.lastSeenAt} long />
    </span>
  );
}
