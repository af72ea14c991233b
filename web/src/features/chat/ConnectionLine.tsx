import { useEffect, useState } from "react";
import type { RoomLink } from "../../live/room-state.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Losses shorter than this are not worth a word. */
const quietMs = 1_500;

interface Props {
  link: RoomLink;
  /** Messages that wait to be sent. */
  waiting: number;
}

/** Says quietly that the room is not live, and what becomes of what one writes. */
export function ConnectionLine({ link, waiting }: Props) {
  return (
    <div role="status" className="empty:hidden">
      {link === "offline" && <Words link={link} waiting={waiting} />}
      {link === "lost" && <AfterAWhile link={link} waiting={waiting} />}
    </div>
  );
}

function AfterAWhile(props: Props) {
  const [told, setTold] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTold(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  return told && <Words {...props} />;
}

function Words({ link, waiting }: Props) {
  return (
    <p className="appear flex items-center justify-center gap-2 bg-sunken px-4 py-1.5 text-xs font-medium text-muted">
      <Icon name={link === "offline" ? "wifi-off" : "refresh"} size={16} />
      {link === "offline" ? "You are offline." : "Reconnecting."}
      {waiting > 0 && " What you wrote is sent as soon as you are back."}
    </p>
  );
}
