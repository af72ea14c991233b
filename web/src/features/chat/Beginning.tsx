import { Avatar } from "../../ui/people.tsx";
import { otherOf, titleOf } from "./naming.ts";
import { useRoomContext } from "./room-context.ts";

/** Where a conversation began: who it is with, or what it is for. */
export function Beginning() {
  const { conversation, viewer } = useRoomContext();
  const other = otherOf(conversation, viewer.id);
  const title = titleOf(conversation, viewer.id);
  return (
    <div className="grid justify-items-start gap-2 px-4 pt-2 pb-4 md:px-5">
      {other !== null && <Avatar person={other} size={64} />}
      <p dir="auto" className="title text-xl">
        {title}
      </p>
      <p className="max-w-md text-sm text-muted">
        {conversation.type === "subject"
          ? "What is said in passing. It stays here, beside what it is about."
          : other === null
            ? (conversation.topic ?? `This is where ${title} begins.`)
            : `This is the beginning of what you and ${other.displayName} say to each other.`}
      </p>
    </div>
  );
}
