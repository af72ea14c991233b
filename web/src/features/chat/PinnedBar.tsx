import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { lineOf } from "../../media/show/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { pinsQuery } from "../rooms/queries.ts";
import { useNameOf, useRoomContext } from "./room-context.ts";

/** The pinned messages, one at a time; a press shows it and makes way for the next. Nothing without any. */
export function PinnedBar() {
  const { conversation, jumpTo } = useRoomContext();
  const { data: pins = [] } = useQuery(pinsQuery(conversation.id));
  const [turn, setTurn] = useState(0);
  const nameOf = useNameOf();
  const pinned = pins[turn % Math.max(1, pins.length)];
  if (pinned === undefined) return null;
  return (
    <button
      type="button"
      onClick={() => {
        jumpTo(pinned.seq);
        setTurn(turn + 1);
      }}
      className="flex min-h-11 items-center gap-3 border-b border-line px-4 text-start text-sm hover:bg-sunken focus-visible:-outline-offset-2 md:px-5"
    >
      <Icon name="pin" size={18} className="text-accent" />
      <span className="min-w-0 flex-1 truncate">
        <span className="sr-only">Pinned: </span>
        <bdi className="font-medium">{nameOf(pinned.senderId)}</bdi> <bdi className="text-muted">{lineOf(pinned)}</bdi>
      </span>
      {pins.length > 1 && (
        <span className="text-xs text-muted tabular-nums">
          {(turn % pins.length) + 1} of {pins.length}
        </span>
      )}
    </button>
  );
}
