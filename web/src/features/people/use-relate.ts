import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { UserCard } from "../../../../contract/users.ts";
import { peopleKeys } from "../../api/keys.ts";
import { usersApi } from "../../api/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { useInvite } from "../auth/use-invite.ts";
import { useViewer } from "../auth/viewer.ts";
import { findRelation, setRelation, settleRelation } from "./cache.ts";
import { relationAfter, type RelationChange } from "./relations.ts";

export type RelatedPerson = Pick<UserCard, "id" | "username"> & {
  /** Known on profiles only; elsewhere the server's answer tells whether a follow became a request. */
  locked?: boolean;
};

const invitations = { follow: "Sign in to follow people.", mute: "Sign in to mute.", block: "Sign in to block." };

/**
 * Follows, mutes and blocks: shown at once in every copy of the person, taken back when the server refuses. Changes of one
 * relation are sent one after the other.
 */
export function useRelate(person: RelatedPerson) {
  const queryClient = useQueryClient();
  const viewer = useViewer();
  const invite = useInvite();
  const { id, username, locked = false } = person;
  const mutationKey = ["relate", id];
  const mutation = useMutation({
    mutationKey,
    scope: { id: `relate ${id}` },
    mutationFn: ({ kind, on }: RelationChange) => usersApi.relate(id, kind, on),
    onMutate: (change) => {
      const before = findRelation(queryClient, id);
      if (before !== undefined) setRelation(queryClient, id, relationAfter(before, change, locked));
      return { before };
    },
    onSuccess: (relation, change) => {
      if (queryClient.isMutating({ mutationKey }) === 1) setRelation(queryClient, id, relation);
      settleRelation(queryClient, id, change);
      if (change.kind === "mute") tellMute(change.on);
    },
    onError: (error, { kind }, context) => {
      if (context?.before !== undefined) setRelation(queryClient, id, context.before);
      void queryClient.invalidateQueries({ queryKey: peopleKeys.detail(username) });
      // Blocks are confirmed in a dialog, which tells what went wrong.
      if (kind !== "block") toast(`That did not work. ${describeError(error).detail}`, { tone: "danger" });
    },
  });

  function tellMute(on: boolean): void {
    const undo = { label: "Undo", run: () => mutation.mutate({ kind: "mute", on: false }) };
    if (on) toast(`@${username} is muted. They will not notice.`, { action: undo });
    else toast(`You see @${username} again.`);
  }

  return {
    pending: mutation.isPending,
    /** For visitors an invitation instead. */
    relate: (change: RelationChange) => {
      if (viewer === null) invite(invitations[change.kind]);
      else mutation.mutate(change);
    },
    /** As `relate`, for dialogs that wait for the answer. Throws what the call throws. */
    relateNow: async (change: RelationChange): Promise<void> => {
      await mutation.mutateAsync(change);
    },
  };
}
