import type { PresenceState } from "../../../../contract/live/hub.ts";
import { cx } from "../../lib/cx.ts";

/** What somebody's state is called. */
export const presenceWords: Record<PresenceState, string> = {
  online: "Active now",
  away: "Away",
  offline: "Not here",
};

interface Props {
  state: PresenceState | undefined;
  /** Of the picture that it stands on. */
  size: number;
}

/** A full disc for who is here, a ring for who is away, nothing for the rest: the shape tells them apart without colour. */
export function PresenceDot({ state, size }: Props) {
  if (state !== "online" && state !== "away") return null;
  return (
    <span
      title={presenceWords[state]}
      className={cx(
        "appear absolute rounded-full ring-2 ring-ground",
        size > 64 ? "end-1.5 bottom-1.5 size-5" : size > 40 ? "end-0 bottom-0 size-3" : "-end-0.5 -bottom-0.5 size-2.5",
        state === "online" ? "bg-success" : "border-[2.5px] border-warning bg-ground",
      )}
    >
      <span className="sr-only">{presenceWords[state]}</span>
    </span>
  );
}
