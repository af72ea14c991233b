import type { Suggestion } from "../../../../contract/users.ts";
import { PersonRow } from "./PersonRow.tsx";

/** Somebody to follow, and why. */
export function SuggestionRow({ person, compact = false }: { person: Suggestion; compact?: boolean }) {
  const reason = reasonOf(person);
  return (
    <PersonRow person={person} compact={compact}>
      {!compact && person.bio !== "" && (
        <p dir="auto" className="mt-1 line-clamp-2 text-[0.9375rem]">
          {person.bio}
        </p>
      )}
      {reason !== null && (
        <p title={reason} className="mt-0.5 truncate text-sm text-muted">
          {reason}
        </p>
      )}
    </PersonRow>
  );
}

/** The stronger of the two reasons, in words; none for people who are merely followed by many. */
export function reasonOf({ reason }: Pick<Suggestion, "reason">): string | null {
  const { mutuals, sharedInterests } = reason;
  if (mutuals > 0)
    return mutuals === 1 ? "Followed by somebody you follow" : `Followed by ${mutuals} people you follow`;
  if (sharedInterests.length > 0) return `You share: ${sharedInterests.slice(0, 3).join(", ")}`;
  return null;
}
