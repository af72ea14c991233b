import { Link } from "@tanstack/react-router";
import { memo, type ReactNode, useState } from "react";
import type { Message } from "../../../../contract/messages.ts";
import { cx } from "../../lib/cx.ts";
import { fullTime, timeOfDay } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Gallery } from "../../media/show/Gallery.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Avatar } from "../../ui/people.tsx";
import { MessageText } from "./MessageText.tsx";
import { MessageTools } from "./MessageTools.tsx";
import { Quote } from "./Quote.tsx";
import { Reactions } from "./Reactions.tsx";
import { useNameOf, useRoomContext } from "./room-context.ts";

interface Props {
  message: Message;
  /** Begins a group: with name and picture. */
  first: boolean;
  /** Stands out for a moment: somebody jumped here. */
  marked: boolean;
  /** Was tapped, or reached with the arrow keys: its tools show. */
  active: boolean;
  onActivate: (messageSeq: number | null) => void;
}

/** A message as it is now. */
export const MessageItem = memo(function MessageItem({ message, first, marked, active, onActivate }: Props) {
  const { viewer } = useRoomContext();
  const { deleted, editedAt, pinned } = message;
  // The tools come with the first interest in them: a room has many messages, and each would be six stops for the keyboard.
  const [wanted, setWanted] = useState(false);
  if (active && !wanted) setWanted(true);
  const names = message.mentions.includes(viewer.id);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the tools are there for the keyboard without it
    <article
      aria-label={useLabel(message)}
      data-seq={message.seq}
      tabIndex={-1}
      onPointerEnter={() => setWanted(true)}
      onClick={(event) => {
        const { pointerType } = event.nativeEvent as PointerEvent;
        const onPart = (event.target as Element).closest("a, button, video, audio, dialog, [role=menu]") !== null;
        if (pointerType === "touch" && !onPart) onActivate(active ? null : message.seq);
      }}
      className={cx(
        "group relative flex gap-3 px-4 transition-colors focus-visible:outline-2! focus-visible:-outline-offset-2! focus-visible:outline-accent md:px-5",
        first ? "pt-2 pb-0.5" : "py-0.5",
        marked ? "bg-accent-soft" : names && !deleted ? "bg-warning-soft/60" : "hover:bg-sunken/50",
      )}
    >
      <Gutter message={message} first={first} />
      <div className="min-w-0 flex-1">
        {first && <ByLine senderId={message.senderId} at={message.createdAt} />}
        {message.replyTo !== null && !deleted && <Quote messageSeq={message.replyTo} />}
        {deleted ? (
          <p className="text-[0.9375rem] text-muted italic">Message deleted</p>
        ) : (
          <>
            {message.content !== "" && (
              <MessageText
                content={message.content}
                hasMentions={message.mentions.length > 0}
                viewerName={viewer.username}
              />
            )}
            <Gallery id={message.id} media={message.media} place="message" className="my-1" />
          </>
        )}
        {(editedAt !== null || pinned) && !deleted && (
          <p className="flex items-center gap-2 text-xs text-muted">
            {pinned && (
              <span className="flex items-center gap-1">
                <Icon name="pin" size={16} />
                Pinned
              </span>
            )}
            {editedAt !== null && "Edited"}
          </p>
        )}
        <Reactions message={message} />
      </div>
      {wanted && !deleted && <MessageTools message={message} shown={active} onDone={() => onActivate(null)} />}
    </article>
  );
});

function useLabel(message: Pick<Message, "senderId" | "createdAt">): string {
  const place = usePlace();
  return `${useNameOf()(message.senderId)}, ${timeOfDay(message.createdAt, place)}`;
}

/** Picture of the sender, or the time for those who look for it. */
function Gutter({ message, first }: Pick<Props, "message" | "first">) {
  const { people, viewer } = useRoomContext();
  const place = usePlace();
  const { senderId, createdAt } = message;
  if (!first) {
    return (
      <span className="flex w-10 shrink-0 justify-end pt-1 text-[0.625rem] leading-4 whitespace-nowrap text-muted opacity-0 group-hover:opacity-100">
        <time dateTime={createdAt} title={fullTime(createdAt, place)}>
          {timeOfDay(createdAt, place)}
        </time>
      </span>
    );
  }
  return <Portrait person={senderId === viewer.id ? viewer : people.get(senderId)} />;
}

export function Portrait({ person }: { person: Parameters<typeof Avatar>[0]["person"] | undefined }) {
  if (person === undefined) return <span aria-hidden="true" className="size-10 shrink-0 rounded-full bg-sunken" />;
  return <Avatar person={person} size={40} />;
}

export function ByLine({ senderId, at, children }: { senderId: string; at: string; children?: ReactNode }) {
  const { people, viewer } = useRoomContext();
  const place = usePlace();
  const name = useNameOf()(senderId);
  const person = senderId === viewer.id ? viewer : people.get(senderId);
  return (
    <p className="flex items-baseline gap-2">
      {person === undefined ? (
        <span className="font-semibold">{name}</span>
      ) : (
        <Link
          to="/people/$username"
          params={{ username: person.username }}
          className="min-w-0 truncate font-semibold hover:underline"
        >
          <bdi>{name}</bdi>
        </Link>
      )}
      <time dateTime={at} title={fullTime(at, place)} className="shrink-0 text-xs text-muted">
        {timeOfDay(at, place)}
      </time>
      {children}
    </p>
  );
}
