import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import type { RoomState } from "../../live/room-state.ts";
import { Button } from "../../ui/Button.tsx";
import { isOutside } from "../rooms/abilities.ts";
import { useJoin } from "../rooms/use-join.ts";
import { Composer } from "./Composer.tsx";
import { RequestBanner } from "./RequestBanner.tsx";
import { useRoomContext } from "./room-context.ts";
import { SeenBy, seenBy } from "./SeenBy.tsx";
import { TypingLine } from "./TypingLine.tsx";

function placeholderOf({ type, viewer }: Conversation, title: string): string {
  if (viewer.state === "request") return "Answer to accept";
  return type === "subject" ? "Write to whoever is here" : `Write to ${title}`;
}

interface Props {
  state: RoomState;
  atEnd: boolean;
  title: string;
  onSent: () => void;
}

/** Below the lines: who is writing, who has seen, and the place to write, or why there is none. */
export function RoomFoot({ state, atEnd, title, onSent }: Props) {
  const { conversation, mayWrite } = useRoomContext();
  if (isOutside(conversation)) return <JoinBar title={title} />;
  const isRequest = conversation.viewer.state === "request";
  return (
    <div className="shrink-0">
      <div className="flex justify-between">
        <TypingLine userIds={[...state.typing.keys()]} />
        <SeenBy userIds={atEnd && state.past === null ? seenBy(state) : []} direct={conversation.type === "direct"} />
      </div>
      {isRequest && <RequestBanner />}
      {mayWrite ? (
        <Composer state={state} placeholder={placeholderOf(conversation, title)} onSent={onSent} />
      ) : (
        <p className="border-t border-line px-4 py-4 text-center text-sm text-muted">
          You can read here, but not write.
        </p>
      )}
    </div>
  );
}

function JoinBar({ title }: { title: string }) {
  const { conversation } = useRoomContext();
  const join = useJoin();
  const [pending, setPending] = useState(false);

  async function run(): Promise<void> {
    setPending(true);
    await join(conversation);
    setPending(false);
  }

  return (
    <div className="flex shrink-0 flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 md:px-5">
      <p className="text-sm text-muted">You are looking in. Join to write, and to hear of what is new.</p>
      <Button pending={pending} onClick={() => void run()}>
        Join {title}
      </Button>
    </div>
  );
}
