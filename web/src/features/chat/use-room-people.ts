import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { UserCard } from "../../../../contract/users.ts";
import { ApiError } from "../../api/error.ts";
import { peopleKeys } from "../../api/keys.ts";
import { usersApi } from "../../api/users.ts";
import { isMessage } from "../../live/room-events.ts";
import type { Entry, RoomState } from "../../live/room-state.ts";

/** People that are asked for at once. */
const atOnce = 100;
const nothing: readonly Entry[] = [];
const nobody: ReadonlyMap<string, UserCard | null> = new Map();

/** Everybody who appears in what is loaded: members are known, others are asked for together and kept. */
export function useRoomPeople(members: readonly UserCard[], state: RoomState): ReadonlyMap<string, UserCard> {
  const queryClient = useQueryClient();
  // Null for those who are not there any more, so that they are asked for once.
  const [gathered, setGathered] = useState(nobody);
  const people = useMemo(() => {
    const known = new Map(members.map((member) => [member.id, member]));
    for (const [id, member] of state.members) known.set(id, member);
    for (const [id, person] of gathered) if (person !== null) known.set(id, person);
    return known;
  }, [members, state.members, gathered]);

  const pastItems = state.past?.items ?? nothing;
  const missing = useMemo(() => {
    const ids = new Set([...state.items, ...pastItems].flatMap(peopleOf));
    return [...ids].filter((id) => !people.has(id) && !gathered.has(id)).slice(0, atOnce);
  }, [state.items, pastItems, people, gathered]);

  useEffect(() => {
    if (missing.length === 0) return;
    let wanted = true;
    queryClient
      .fetchQuery({
        queryKey: peopleKeys.cards(missing),
        queryFn: ({ signal }) => usersApi.cards(missing, signal),
        staleTime: Infinity,
      })
      .then((cards) => {
        const byId = new Map(cards.map((card) => [card.id, card]));
        if (wanted)
          setGathered((before) => new Map([...before, ...missing.map((id) => [id, byId.get(id) ?? null] as const)]));
      })
      .catch((error: unknown) => {
        // They stay "somebody" until the list changes and they are asked for again.
        if (!(error instanceof ApiError)) throw error;
      });
    return () => {
      wanted = false;
    };
  }, [missing, queryClient]);

  return people;
}

function peopleOf(entry: Entry): string[] {
  if (isMessage(entry)) return [entry.senderId];
  return "userId" in entry ? [entry.userId, entry.by] : [entry.by];
}
