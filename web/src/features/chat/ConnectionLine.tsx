import { useEffect, useState } from "react";
import type { RoomLink } from "../../live/room-state.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Losses shorter than this are not worth a word. */
const quietMs = 1_500;

/** Says quietly that the room is not live, and what becomes of what one writes. */
export function ConnectionLine({ link, waiting }: { link: RoomLink; waiting: number }) {
  const away = link === "lost" || link === "offline";
  const [told, setTold] = useState(false);
  useEffect(() => {
    if (!away) return setTold(false);
    const timer = setTimeout(() => setTold(true), link === "offline" ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [away, link]);
  return (
    <div role="status" className="empty:hidden">
      {away && told && (
        <p className="appear flex items-center justify-center gap-2 bg-sunken px-4 py-1.5 text-xs font-medium text-muted">
          <Icon name={link === "offline" ? "wifi-off" : "refresh"} size={16} />
          {link === "offline" ? "You are offline." : "Reconnecting."}
          {waiting > 0 ? " What you wrote is sent as soon as you are back." : ""}
        </p>
      )}
    </div>
  );
}
