import { Button } from "../../ui/Button.tsx";
import { Gallery } from "../../media/show/Gallery.tsx";
import { cx } from "../../lib/cx.ts";
import type { Pending } from "../../live/room-pending.ts";
import { Icon } from "../../ui/Icon.tsx";
import { ByLine, Portrait } from "./MessageItem.tsx";
import { MessageText } from "./MessageText.tsx";
import { Quote } from "./Quote.tsx";
import { useRoomContext } from "./room-context.ts";

/** One's own message on its way: in its place already, with what is the matter if it does not come through. */
export function PendingItem({ message, first }: { message: Pending; first: boolean }) {
  const { viewer, room } = useRoomContext();
  const { id, content, replyTo, media, state, reason, createdAt } = message;
  return (
    <article
      aria-label={state === "failed" ? "Your message, not sent" : "Your message, being sent"}
      className={cx("flex gap-3 px-4 md:px-5", first ? "pt-2 pb-0.5" : "py-0.5")}
    >
      {first ? <Portrait person={viewer} /> : <span className="w-10 shrink-0" />}
      <div className="min-w-0 flex-1">
        {first && <ByLine senderId={viewer.id} at={createdAt} />}
        {replyTo !== null && <Quote messageSeq={replyTo} />}
        <div className={cx("flex items-end gap-2", state !== "stored" && "text-muted")}>
          <div className="min-w-0">
            {content !== "" && <MessageText content={content} hasMentions={false} viewerName={viewer.username} />}
            <Gallery id={id} media={media} place="message" className="my-1" />
          </div>
          {state === "waiting" && (
            <span className="text-muted" title="Waiting to be sent">
              <Icon name="clock" size={16} />
              <span className="sr-only">Waiting to be sent</span>
            </span>
          )}
        </div>
        {state === "failed" && (
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <span className="flex items-center gap-1.5 text-danger">
              <Icon name="alert" size={16} />
              Not sent. {reason}
            </span>
            <span className="flex gap-1">
              <Button size="sm" variant="secondary" onClick={() => room.retry(id)}>
                Try again
              </Button>
              <Button size="sm" variant="quiet" onClick={() => room.discard(id)}>
                Discard
              </Button>
            </span>
          </div>
        )}
      </div>
    </article>
  );
}
