import type { User } from "../../../../contract/users.ts";
import { cx } from "../../lib/cx.ts";
import { hueOf } from "../../ui/people.tsx";

const columns = Array.from({ length: 13 }, (_, n) => 24 + n * 96);

/** The picture over a profile; without one a colonnade in the person's own hue. Decoration. */
export function Cover({ person, className }: { person: Pick<User, "id" | "coverUrl">; className?: string }) {
  const frame = cx("h-28 w-full md:h-44", className);
  if (person.coverUrl !== null)
    return <img src={person.coverUrl} alt="" className={cx(frame, "bg-sunken object-cover")} />;
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
