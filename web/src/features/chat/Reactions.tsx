import type { Message } from "../../../../contract/messages.ts";
import { cx } from "../../lib/cx.ts";
import { RollingCount } from "../../ui/counts.tsx";
import { useRoomContext } from "./room-context.ts";

/** The emoji under a message; one's own are pressed, and a press adds or takes one's own. */
export function Reactions({ message }: { message: Message }) {
  const { room, mayWrite } = useRoomContext();
  if (message.reactions.length === 0) return null;
  return (
    <ul aria-label="Reactions" className="mt-1 flex flex-wrap gap-1 pb-1">
      {message.reactions.map(({ emoji, count, mine }) => (
        <li key={emoji}>
          <button
            type="button"
            aria-pressed={mine}
            disabled={!mayWrite}
            onClick={() => room.change({ t: "react", messageSeq: message.seq, emoji, on: !mine })}
            className={cx(
              "appear inline-flex h-7 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums transition-colors pointer-coarse:min-h-11 pointer-coarse:px-3",
              mine ? "border-accent bg-accent-soft text-accent-strong" : "border-line bg-surface hover:border-edge",
            )}
          >
            <span>{emoji}</span>
            <RollingCount value={count} />
          </button>
        </li>
      ))}
    </ul>
  );
}
