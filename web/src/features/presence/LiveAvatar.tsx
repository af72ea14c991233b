import { useEffect, useRef, useState, type ComponentProps } from "react";
import { cx } from "../../lib/cx.ts";
import { watchSight } from "../../lib/on-screen.ts";
import { usePresence } from "../../live/use-hub.ts";
import { Avatar } from "../../ui/people.tsx";
import { PresenceDot } from "./PresenceDot.tsx";

/** A picture with the dot of who is there. Somebody is watched only while their picture is on the screen. */
export function LiveAvatar({ person, size = 40, className }: ComponentProps<typeof Avatar>) {
  const frame = useRef<HTMLSpanElement>(null);
  const [visible, setVisible] = useState(false);
  const presence = usePresence(visible ? person.id : null);
  useEffect(() => {
    if (frame.current === null) return;
    return watchSight(frame.current, (sight) => setVisible(sight.visible));
  }, []);
  return (
    <span ref={frame} className={cx("relative inline-flex shrink-0 self-start rounded-full", className)}>
      <Avatar person={person} size={size} />
      <PresenceDot state={presence?.state} size={size} />
    </span>
  );
}
