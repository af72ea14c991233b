/** Where one writes: many lines, names completed, kept until it is sent. Enter sends on a keyboard, the button everywhere. */
import { type KeyboardEvent, Suspense, useEffect, useRef, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { maxMessageLength } from "./limits.ts";
import { codePoints } from "../../lib/format.ts";
import { draftStore, useDraft } from "../../lib/drafts.ts";
import { isMessage } from "../../live/room-events.ts";
import type { RoomState } from "../../live/room-state.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Counter } from "../../ui/Field.tsx";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { AttachButton } from "../../media/attach/AttachButton.tsx";
import { DropZone } from "../../media/attach/DropZone.tsx";
import { AutocompleteTextArea } from "../compose/AutocompleteTextArea.tsx";
import type { Token } from "../compose/tokens.ts";
import { attach, useAttachments } from "./attachments.ts";
import { useLoadedMessage } from "./loaded-message.ts";
import { draftSlot, editSlot, emptyDraft, noEdit } from "./message-draft.ts";
import { useNameOf, useRoomContext } from "./room-context.ts";
import { useMemberSuggestions } from "./use-member-suggestions.ts";
import { useWritePause } from "./use-write-pause.ts";

const AttachmentTray = lazyPart(() => import("./AttachmentTray.tsx"));

interface Props {
  state: RoomState;
  placeholder: string;
  onSent: () => void;
}

export function Composer({ state, placeholder, onSent }: Props) {
  const { room, conversation, viewer, edit } = useRoomContext();
  const slot = draftSlot(conversation.id);
  const [draft, putDraft] = useDraft(slot, emptyDraft);
  const [editDraft, putEdit] = useDraft(editSlot(conversation.id), noEdit);
  const editing = useLoadedMessage(editDraft.messageSeq);
  const edited = editing?.deleted === true ? null : editing;
  const element = useRef<HTMLTextAreaElement>(null);
  const pause = useWritePause(state);
  const [token, setToken] = useState<Token | null>(null);
  const suggestions = useMemberSuggestions(token);
  const editedSeq = edited?.seq;
  const isEditing = edited !== null;
  const text = isEditing ? editDraft.text : draft.text;
  const tooLong = codePoints(text) > maxMessageLength;
  const { items, list, busy, failed, take } = useAttachments(conversation.id);
  // Sent as soon as everything has arrived: the button was pressed before.
  const [awaited, setAwaited] = useState(false);
  const saysSomething = text.trim() !== "" || (!isEditing && items.length > 0);
  const sendable = saysSomething && !tooLong && (isEditing || (pause === 0 && !failed));

  useEffect(() => {
    if (editedSeq !== undefined) element.current?.focus();
  }, [editedSeq]);

  useEffect(() => {
    if (draft.replyTo !== null) element.current?.focus();
  }, [draft.replyTo]);

  const awaiting = useRef<AbortController | null>(null);
  useEffect(() => () => awaiting.current?.abort(), []);

  function change(next: string): void {
    if (isEditing) return putEdit({ messageSeq: edited.seq, text: next });
    putDraft({ ...draft, text: next });
    if (next.trim() !== "") room.typing();
  }

  function submit(): void {
    if (!sendable) return;
    const content = text.trim();
    if (edited !== null) {
      if (content !== edited.content) room.change({ t: "edit", messageSeq: edited.seq, content });
      edit(null);
    } else if (busy) {
      void sendOnceThere();
    } else {
      send();
    }
    element.current?.focus();
  }

  /** What stands in the draft now. */
  function send(): void {
    const { text: words, replyTo } = draftStore.get(slot, emptyDraft);
    room.send(words.trim(), replyTo, take());
    draftStore.put(slot, emptyDraft);
    draftStore.forget(slot);
    onSent();
  }

  async function sendOnceThere(): Promise<void> {
    if (awaited || list === null) return;
    awaiting.current = new AbortController();
    const { signal } = awaiting.current;
    setAwaited(true);
    try {
      if (await list.settled(signal)) send();
    } catch (error) {
      // The room was left: the files stay with its draft.
      if (!signal.aborted) throw error;
    } finally {
      setAwaited(false);
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && (isEditing || draft.replyTo !== null)) {
      event.preventDefault();
      cancel();
    } else if (event.key === "ArrowUp" && text === "") {
      const own = state.items.findLast((item) => isMessage(item) && item.senderId === viewer.id && !item.deleted);
      if (own === undefined) return;
      event.preventDefault();
      edit(own.seq);
    }
  }

  function cancel(): void {
    if (isEditing) edit(null);
    else putDraft({ ...draft, replyTo: null });
  }

  const onFiles = (files: File[]) => void attach(conversation.id, files);

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-4"
    >
      <DropZone onFiles={isEditing ? null : onFiles} hint="Drop pictures, videos or files here">
        <div className="rounded-card bg-surface inset-ring inset-ring-edge/60 focus-within:inset-ring-2 focus-within:inset-ring-accent">
          {(isEditing || draft.replyTo !== null) && (
            <Subject messageSeq={isEditing ? edited.seq : draft.replyTo} editing={isEditing} onCancel={cancel} />
          )}
          {!isEditing && items.length > 0 && (
            <Suspense fallback={null}>
              <AttachmentTray slot={slot} />
            </Suspense>
          )}
          <div className="flex items-end gap-1 p-1">
            {!isEditing && <AttachButton label="Attach files" tip="above" onFiles={onFiles} />}
            <div className="min-w-0 flex-1">
              <AutocompleteTextArea
                ref={element}
                above
                aria-label={isEditing ? "Your message, changed" : "Your message"}
                rows={1}
                enterKeyHint="enter"
                placeholder={placeholder}
                value={text}
                onChange={change}
                onKeyDown={onKeyDown}
                completion={{ suggestions, onToken: setToken }}
                className="block max-h-[40dvh] min-h-10 px-2.5 py-2 text-base outline-none pointer-coarse:min-h-11"
              />
            </div>
            {pause > 0 && !isEditing && <Wait seconds={pause} muted={state.mutedUntil !== null} />}
            <IconButton
              icon={isEditing ? "check" : "arrow-up"}
              label={isEditing ? "Save" : awaited ? "Sent once the files are there" : "Send"}
              aria-busy={awaited || undefined}
              tip="none"
              type="submit"
              // The keyboard of a phone stays open when the button is pressed.
              onMouseDown={(event) => event.preventDefault()}
              disabled={!sendable}
              className={cx(
                "size-10!",
                awaited && "animate-pulse",
                sendable && "bg-accent text-on-accent! hover:bg-accent-strong!",
              )}
            />
          </div>
          <div className="px-3 pb-1 empty:hidden">
            <Counter value={text} max={maxMessageLength} />
          </div>
        </div>
      </DropZone>
    </form>
  );
}

function Wait({ seconds, muted }: { seconds: number; muted: boolean }) {
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return (
    <span
      role="timer"
      className="flex h-10 items-center gap-1.5 px-2 text-xs font-medium text-muted tabular-nums"
      title={muted ? "You were asked to be silent for a while" : "Slow mode: one message at a time"}
    >
      <Icon name="clock" size={16} />
      {minutes}:{rest}
      <span className="sr-only">until you can write again</span>
    </span>
  );
}

/** What is answered or changed, above the text. */
function Subject(props: { messageSeq: number | null; editing: boolean; onCancel: () => void }) {
  const message = useLoadedMessage(props.messageSeq);
  const nameOf = useNameOf();
  const words = message === null ? "an earlier message" : nameOf(message.senderId);
  return (
    <div className="flex items-center gap-2 border-b border-line ps-3 pe-1 text-sm">
      <Icon name={props.editing ? "edit" : "reply"} size={16} className="text-muted" />
      <p className="min-w-0 flex-1 truncate py-1.5 text-muted">
        <span className="font-medium text-text">{props.editing ? "Editing" : `Answering ${words}`}</span>{" "}
        <bdi>{message?.content}</bdi>
      </p>
      <IconButton
        icon="close"
        size={16}
        label={props.editing ? "Stop editing" : "Do not answer this"}
        tip="none"
        onClick={props.onCancel}
      />
    </div>
  );
}
