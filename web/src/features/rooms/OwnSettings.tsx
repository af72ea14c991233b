import type { Conversation } from "../../../../contract/conversations.ts";
import { Switch } from "../../ui/choices.tsx";
import { useUpdateRoom } from "./use-update-room.ts";

/** How the viewer wants to hear of a conversation; nobody else notices. */
export function OwnSettings({ conversation }: { conversation: Conversation }) {
  const update = useUpdateRoom(conversation);
  const { muted, archived } = conversation.viewer;
  return (
    <section aria-label="For you" className="grid gap-2 border-b border-line px-4 py-4 md:px-5">
      <Switch
        label="Mute"
        hint="Counts what is unread, but tells you nothing."
        checked={muted}
        onChange={(event) => update({ own: { muted: event.target.checked } })}
      />
      <Switch
        label="Archive"
        hint="Keeps it out of your list."
        checked={archived}
        onChange={(event) => update({ own: { archived: event.target.checked } })}
      />
    </section>
  );
}
