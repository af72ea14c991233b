import type { UserCard } from "../../../../contract/users.ts";
import { toast } from "../../ui/toast.ts";
import { useRelate } from "./use-relate.ts";

/** Muting somebody with the way to take it back at once. */
export function useMute(person: UserCard): (on: boolean) => Promise<void> {
  const { relateNow } = useRelate(person);
  return async function mute(on) {
    await relateNow({ kind: "mute", on });
    if (!on) toast(`You see @${person.username} again.`);
    else
      toast(`@${person.username} is muted. They will not notice.`, {
        action: { label: "Undo", run: () => void mute(false) },
      });
  };
}
