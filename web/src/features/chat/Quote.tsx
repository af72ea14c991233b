import { useSyncExternalStore } from "react";
import type { Message } from "../../../../contract/messages.ts";
import { isMessage } from "../../live/room-events.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useNameOf, useRoomContext } from "./room-context.ts";

/** The message with this seq, if it is loaded. */
export function useLoadedMessage(messageSeq: number | null): Message | null {
  const { room } = useRoomContext();
  return useSyncExternalStore(room.subscribe, find, find);

  function find(): Message | null {
    if (messageSeq === null) return null;
    const entry = room.getState().items.find(({ seq }) => seq === messageSeq);
    return entry !== undefined && isMessage(entry) ? entry : null;
  }
}

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
          <bdi className="truncate">{message.deleted ? "Message deleted" : message.content}</bdi>
        </>
      )}
    </button>
  );
}
