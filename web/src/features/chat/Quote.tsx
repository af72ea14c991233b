import { lineOf } from "../../media/show/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useLoadedMessage } from "./loaded-message.ts";
import { useNameOf, useRoomContext } from "./room-context.ts";

/** What is answered, in a line; leads there. */
export function Quote({ messageSeq }: { messageSeq: number }) {
  const { jumpTo } = useRoomContext();
  const message = useLoadedMessage(messageSeq);
  const nameOf = useNameOf();
  return (
    <button
      type="button"
      onClick={() => jumpTo(messageSeq)}
      className="mb-0.5 flex max-w-full items-center gap-1.5 rounded-sm text-start text-sm text-muted hover:text-text pointer-coarse:min-h-11"
    >
      <Icon name="reply" size={16} />
      <span className="sr-only">In answer to</span>
      {message === null ? (
        <span className="truncate">An earlier message</span>
      ) : (
        <>
          <bdi className="shrink-0 font-medium">{nameOf(message.senderId)}</bdi>
          <bdi className="truncate">{message.deleted ? "Message deleted" : lineOf(message)}</bdi>
        </>
      )}
    </button>
  );
}
