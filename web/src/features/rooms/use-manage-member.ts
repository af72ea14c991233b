import { useQueryClient } from "@tanstack/react-query";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import { ApiError } from "../../api/error.ts";
import { roomKeys } from "../../api/keys.ts";
import { type MemberChange, roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { changeConversation } from "../chat/cache.ts";
import { changeMember, refreshMembers } from "./cache.ts";

/** What can be done with a member. `changeNow`, `remove` and `ban` throw what the call throws, for dialogs that show it. */
export function useManageMember({ id }: Conversation, member: RoomMember) {
  const queryClient = useQueryClient();

  async function changeNow(change: MemberChange): Promise<void> {
    const changed = await roomsApi.changeMember(id, member.id, change);
    changeMember(queryClient, id, member.id, () => changed);
    // With a role given away the viewer's own may have changed.
    if (change.role === "owner") refreshMembers(queryClient, id);
  }

  function takeOut(): void {
    changeMember(queryClient, id, member.id, () => null);
    changeConversation(queryClient, id, (known) => ({
      ...known,
      memberCount: Math.max(0, known.memberCount - 1),
      members: known.members.filter((each) => each.id !== member.id),
    }));
  }

  return {
    changeNow,
    /** Whether it was changed; a refusal is told. */
    change: async (change: MemberChange): Promise<boolean> => {
      try {
        await changeNow(change);
        return true;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        toast(`Not changed. ${describeError(error).detail}`, { tone: "danger" });
        return false;
      }
    },
    remove: async (): Promise<void> => {
      await roomsApi.removeMember(id, member.id);
      takeOut();
      toast(`${member.displayName} is removed.`);
    },
    ban: async (): Promise<void> => {
      await roomsApi.ban(id, member.id);
      takeOut();
      void queryClient.invalidateQueries({ queryKey: roomKeys.bans(id) });
      toast(`${member.displayName} is banned.`);
    },
  };
}
