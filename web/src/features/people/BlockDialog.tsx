import type { UserCard } from "../../../../contract/users.ts";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/toast.ts";
import { useRelate } from "./use-relate.ts";

interface Props {
  person: UserCard;
  onClose: () => void;
  onBlocked?: () => void;
}

/** Says what a block does before it is done. */
export function BlockDialog({ person, onClose, onBlocked }: Props) {
  const { relateNow } = useRelate(person);
  return (
    <ConfirmDialog
      title={`Block @${person.username}?`}
      confirm="Block"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await relateNow({ kind: "block", on: true });
        onBlocked?.();
        toast(`@${person.username} is blocked.`);
      }}
    >
      Neither of you will see the other any more, nor follow the other. You can take it back in your settings.
    </ConfirmDialog>
  );
}
