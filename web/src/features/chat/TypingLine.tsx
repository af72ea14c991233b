import { useNameOf } from "./room-context.ts";

/** Who is writing. Its place is kept, so that nothing moves when somebody begins. */
export function TypingLine({ userIds }: { userIds: readonly string[] }) {
  const nameOf = useNameOf();
  return (
    <p role="status" className="h-5 truncate px-4 text-xs leading-5 text-muted md:px-5">
      {userIds.length > 0 && (
        <span className="appear inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="inline-flex gap-0.5">
            <span className="size-1 animate-pulse rounded-full bg-current" />
            <span className="size-1 animate-pulse rounded-full bg-current [animation-delay:150ms]" />
            <span className="size-1 animate-pulse rounded-full bg-current [animation-delay:300ms]" />
          </span>
          {wordsFor(userIds.map(nameOf))}
        </span>
      )}
    </p>
  );
}

function wordsFor([first = "", second, ...more]: string[]): string {
  if (second === undefined) return `${first} is writing`;
  return more.length === 0 ? `${first} and ${second} are writing` : "Several people are writing";
}
