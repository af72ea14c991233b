import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { roomsApi } from "../../api/rooms.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toast.ts";
import { abilitiesOf } from "./abilities.ts";
import { dropConversation, leaveConversation } from "./cache.ts";

/** Going, and ending it for everybody. */
export function EndSection({ conversation, title }: { conversation: Conversation; title: string }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [dialog, setDialog] = useState<"leave" | "delete" | null>(null);
  const abilities = abilitiesOf(conversation);
  const close = () => setDialog(null);
  const { id, type } = conversation;
  const kind = type === "channel" ? "channel" : "group";
  if (!abilities.leave && !abilities.delete) return null;

  async function leave(): Promise<void> {
    await roomsApi.leave(id);
    await router.navigate({ to: "/messages", replace: true });
    leaveConversation(queryClient, id);
    toast(`You have left ${title}.`);
  }

  async function end(): Promise<void> {
    await roomsApi.delete(id);
    await router.navigate({ to: "/messages", replace: true });
    dropConversation(queryClient, id);
    toast(`${title} is deleted.`);
  }

  return (
    <section aria-label="Leave" className="flex flex-wrap gap-2 px-4 py-6 md:px-5">
      {abilities.leave && (
        <Button variant="secondary" icon="sign-out" onClick={() => setDialog("leave")}>
          Leave {kind}
        </Button>
      )}
      {abilities.delete && (
        <Button variant="quiet" icon="trash" className="text-danger!" onClick={() => setDialog("delete")}>
          Delete {kind}
        </Button>
      )}
      {dialog === "leave" && (
        <ConfirmDialog title={`Leave ${title}?`} confirm="Leave" danger onClose={close} onConfirm={leave}>
          {type === "channel"
            ? "You can join again whenever you like."
            : "You no longer see what is written, and somebody has to add you again."}
        </ConfirmDialog>
      )}
      {dialog === "delete" && (
        <ConfirmDialog title={`Delete ${title}?`} confirm={`Delete ${kind}`} danger onClose={close} onConfirm={end}>
          It ends for everybody at once, with all its messages. This cannot be taken back.
        </ConfirmDialog>
      )}
    </section>
  );
}
