import { useState } from "react";
import type { User } from "../../../../contract/users.ts";
import { cx } from "../../lib/cx.ts";
import { hueOf } from "../../ui/people.tsx";

const columns = Array.from({ length: 13 }, (_, n) => 24 + n * 96);

/** The picture over a profile; without one a colonnade in the person's own hue. Decoration. */
export function Cover({ person, className }: { person: Pick<User, "id" | "coverUrl">; className?: string }) {
  const frame = cx("aspect-[3/1] w-full", className);
  const [failed, setFailed] = useState<string | null>(null);
  const { coverUrl } = person;
  if (coverUrl !== null && coverUrl !== failed) {
    return (
      <img src={coverUrl} alt="" onError={() => setFailed(coverUrl)} className={cx(frame, "bg-sunken object-cover")} />
    );
  }
  return (
    <div aria-hidden="true" className={cx(frame, "hue overflow-hidden", `hue-${hueOf(person.id)}`)}>
      <svg
        viewBox="0 0 1200 320"
        preserveAspectRatio="xMidYMin slice"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        className="size-full opacity-25"
      >
        <path d="M0 40h1200M0 56h1200M0 96h1200" />
        {columns.map((x) => (
          <path
            key={x}
            d={`M${x} 96v18h48v-18M${x + 5} 114v206M${x + 17} 114v206M${x + 31} 114v206M${x + 43} 114v206`}
          />
        ))}
      </svg>
    </div>
  );
}
