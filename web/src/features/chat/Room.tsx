/** An open conversation: its lines, what stands around them, and where one writes. */
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { flushSync } from "react-dom";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { Me } from "../../../../contract/users.ts";
import { draftStore } from "../../lib/drafts.ts";
import { usePlace } from "../../lib/place.ts";
import type { Pending } from "../../live/room-pending.ts";
import { shownStretch } from "../../live/stretch.ts";
import { ErrorState } from "../../ui/surfaces.tsx";
import { abilitiesOf, isOutside } from "../rooms/abilities.ts";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { beginEdit, draftSlot, emptyDraft } from "./message-draft.ts";
import { titleOf } from "./naming.ts";
import { PinnedBar } from "./PinnedBar.tsx";
import { RoomContext, type RoomContextValue } from "./room-context.ts";
import { RoomFoot } from "./RoomFoot.tsx";
import { RoomHeader } from "./RoomHeader.tsx";
import { type LogHandle, RoomLog } from "./RoomLog.tsx";
import { roomRows } from "./room-rows.ts";
import { RemovedRoom, RoomSkeleton } from "./RoomStates.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useJump } from "./use-jump.ts";
import { useReading } from "./use-reading.ts";
import { useRoom } from "./use-room.ts";
import { useRoomPeople } from "./use-room-people.ts";

const SearchPanel = lazyPart(() => import("./SearchPanel.tsx"));

interface Props {
  conversation: Conversation;
  viewer: Me;
  /** Stands inside of another screen, which says what it is. */
  embedded?: boolean;
  /** Details: whether they are there, whether they hide the room, and the way to open and close them. */
  details?: RoomDetailsView;
}

export interface RoomDetailsView {
  open: boolean;
  covering: boolean;
  onToggle: () => void;
}

const nothing: readonly Pending[] = [];

export function Room({ conversation, viewer, embedded = false, details }: Props) {
  const { room, state, failure } = useRoom(conversation, viewer.id);
  const people = useRoomPeople(conversation.members, state);
  const place = usePlace();
  const log = useRef<LogHandle>(null);
  const [atEnd, setAtEnd] = useState(false);
  const [searching, setSearching] = useState(false);
  const { newAfter, newBelow, dropLine } = useReading(room, state, conversation, atEnd, details?.covering === true);

  const { changes, viewerId, past } = state;
  const { items, atStart, firstSeq } = shownStretch(state);
  // What waits to be sent stands after the newest message.
  const pending = past === null ? state.pending : nothing;
  const rows = useMemo(
    () => roomRows({ items, pending, changes, viewerId, atStart, firstSeq }, { place, newAfter }),
    [items, pending, changes, viewerId, atStart, firstSeq, place, newAfter],
  );
  const { marked, finding, jumpTo } = useJump(room, rows, log);

  const nameOf = useCallback((userId: string) => people.get(userId)?.displayName ?? "Somebody", [people]);
  useAnnouncements(state, nameOf);

  const edit = useCallback(
    (messageSeq: number | null) => beginEdit(room, conversation.id, messageSeq),
    [room, conversation.id],
  );

  const role = state.role ?? conversation.viewer.role;
  const mayWrite = role !== "readonly" && !isOutside(conversation) && state.link !== "removed";
  const context = useMemo<RoomContextValue>(() => {
    const abilities = abilitiesOf(conversation);
    const slot = draftSlot(conversation.id);
    return {
      room,
      viewer,
      conversation,
      people,
      mayWrite,
      mayPin: abilities.pin,
      mayModerate: abilities.manage,
      reply: (replyTo) => {
        edit(null);
        draftStore.put(slot, { ...draftStore.get(slot, emptyDraft), replyTo });
      },
      edit,
      jumpTo: (messageSeq) => void jumpTo(messageSeq),
    };
  }, [room, viewer, conversation, people, mayWrite, edit, jumpTo]);

  const toNewest = () => {
    // The log can only be moved to lines that are in it.
    flushSync(() => room.history.showNewest());
    log.current?.toEnd();
  };

  const title = titleOf(conversation, viewer.id);
  return (
    <RoomContext value={context}>
      <div className="flex h-full flex-col bg-ground">
        {!embedded && (
          <RoomHeader
            conversation={conversation}
            state={state}
            searching={searching}
            onSearch={() => setSearching(!searching)}
            details={details}
          />
        )}
        {state.link === "removed" ? (
          <RemovedRoom />
        ) : (
          <div className="relative flex min-h-0 flex-1 flex-col">
            <PinnedBar />
            {state.loaded || state.items.length > 0 || state.pending.length > 0 ? (
              <RoomLog
                ref={log}
                label={`Messages with ${title}`}
                rows={rows}
                loaded={state.loaded}
                atStart={atStart}
                isPast={past !== null}
                marked={marked}
                finding={finding}
                newBelow={newBelow}
                onEndChange={setAtEnd}
                onNewest={toNewest}
              />
            ) : failure === null ? (
              <RoomSkeleton />
            ) : (
              <div className="flex-1">
                <ErrorState error={failure} onRetry={() => room.history.readAgain()} />
              </div>
            )}
            {!isOutside(conversation) && <ConnectionLine link={state.link} waiting={state.pending.length} />}
            <RoomFoot
              state={state}
              atEnd={atEnd}
              title={title}
              onSent={() => {
                dropLine();
                toNewest();
              }}
            />
            {searching && (
              <Suspense fallback={null}>
                <SearchPanel onClose={() => setSearching(false)} />
              </Suspense>
            )}
          </div>
        )}
      </div>
    </RoomContext>
  );
}
