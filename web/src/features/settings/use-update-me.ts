import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Me, UpdateMe } from "../../../../contract/users.ts";
import { usersApi } from "../../api/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { toast } from "../../ui/toast.ts";
import { viewerKey } from "../auth/viewer.ts";

/**
 * Changes settings at once and tells the server; what it refuses goes back to how it was, with a word why.
 * Changes are sent one after the other, so that the last one wins.
 */
export function useUpdateMe() {
  const queryClient = useQueryClient();
  return useMutation({
    scope: { id: "update-me" },
    mutationFn: (change: UpdateMe) => usersApi.updateMe(change),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: viewerKey });
      const before = queryClient.getQueryData<Me | null>(viewerKey);
      if (before != null) queryClient.setQueryData<Me>(viewerKey, merged(before, change));
      return { before };
    },
    onSuccess: (me) => queryClient.setQueryData<Me>(viewerKey, me),
    onError: (error, _change, context) => {
      queryClient.setQueryData(viewerKey, context?.before);
      toast(`Not saved. ${describeError(error).detail}`, { tone: "danger" });
    },
  });
}

/** The account as it will be if the server agrees; only switches and choices are shown before that. */
function merged(me: Me, { locked, settings }: UpdateMe): Me {
  return {
    ...me,
    ...(locked !== undefined && { locked }),
    settings: { ...me.settings, ...definedOf(settings ?? {}) },
  };
}

function definedOf<T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
