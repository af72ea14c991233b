import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { cx } from "../../lib/cx.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Avatar, UserName } from "../../ui/people.tsx";
import type { Suggestion } from "./use-suggestions.ts";

interface Props {
  id: string;
  suggestions: readonly Suggestion[];
  active: number;
  above?: boolean;
  onChoose: (suggestion: Suggestion) => void;
}

/** What may be meant, below the text. The focus stays in the text. */
export function SuggestionList({ id, suggestions, active, above = false, onChoose }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className={cx(
        "appear absolute inset-x-0 z-30 max-h-72 max-w-sm overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-float",
        above ? "bottom-full mb-1" : "top-full mt-1",
      )}
    >
      {suggestions.map((suggestion, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are taken where the focus is: in the text
        <div
          key={suggestion.word}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // A press must not take the focus out of the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          className={cx(
            "flex min-h-11 cursor-pointer items-center gap-3 rounded-[6px] px-2.5 py-1.5",
            index === active ? "bg-sunken" : "hover:bg-sunken/60",
          )}
        >
          <Content suggestion={suggestion} />
        </div>
      ))}
    </div>
  );
}

function Content({ suggestion }: { suggestion: Suggestion }) {
  const place = usePlace();
  if ("person" in suggestion) {
    return (
      <>
        <Avatar person={suggestion.person} size={32} />
        <UserName person={suggestion.person} stacked />
      </>
    );
  }
  const { name, posts } = suggestion.tag;
  return (
    <>
      <Icon name="hash" size={18} className="text-muted" />
      <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
      <span className="text-sm text-muted tabular-nums">
        {shortCount(posts, place)} {posts === 1 ? "post" : "posts"}
      </span>
    </>
  );
}
