import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { UserCard } from "../../../../contract/users.ts";
import { announce } from "../../lib/announce.ts";
import { cx } from "../../lib/cx.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { Avatar, UserName } from "../../ui/people.tsx";
import { useViewer } from "../auth/viewer.ts";
import { peopleAutocompleteQuery } from "../people/queries.ts";

const restMs = 120;

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  people: readonly UserCard[];
  onChange: (people: UserCard[]) => void;
  /** Ids of people who are not offered, such as those who are in already. */
  without?: ReadonlySet<string>;
}

/**
 * Choosing people by name, as the ARIA combobox pattern has it: arrows move, Enter chooses, Backspace in the empty field
 * takes the last one back. Those one follows are offered before anything is typed.
 */
export function PeoplePicker({ label, hint, error, people, onChange, without }: Props) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const viewer = useViewer();
  const q = useDebounced(typed.trim().replace(/^@/, ""), restMs);
  const { data: found, isPending } = useQuery(peopleAutocompleteQuery(q));
  const chosen = new Set(people.map(({ id }) => id));
  const offered = (found ?? []).filter(({ id }) => id !== viewer?.id && !chosen.has(id) && without?.has(id) !== true);
  const current = Math.min(active, offered.length - 1);

  function choose(person: UserCard | undefined) {
    if (person === undefined) return;
    onChange([...people, person]);
    setTyped("");
    setActive(0);
    announce(`${person.displayName} chosen`);
    focusField();
  }

  function remove(person: UserCard) {
    onChange(people.filter(({ id }) => id !== person.id));
    announce(`${person.displayName} taken out`);
    focusField();
  }

  function focusField() {
    frame.current?.querySelector("input")?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const last = people.at(-1);
    if (step !== undefined && offered.length > 0) setActive((current + step + offered.length) % offered.length);
    else if (event.key === "Enter") choose(offered[current]);
    else if (event.key === "Backspace" && typed === "" && last !== undefined) remove(last);
    else return;
    event.preventDefault();
  }

  return (
    <div ref={frame} className="grid gap-3">
      {people.length > 0 && (
        <ul aria-label="Chosen" className="flex flex-wrap gap-2">
          {people.map((person) => (
            <li
              key={person.id}
              className="inline-flex items-center gap-1.5 rounded-full ps-1 text-sm inset-ring inset-ring-edge/60"
            >
              <Avatar person={person} size={24} />
              <bdi className="max-w-40 truncate font-medium">{person.displayName}</bdi>
              <button
                type="button"
                aria-label={`Take ${person.displayName} out`}
                onClick={() => remove(person)}
                className="grid size-8 place-items-center rounded-full text-muted hover:text-text pointer-coarse:size-11"
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label={label} hint={hint} error={error}>
        <TextInput
          value={typed}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={offered.length > 0}
          aria-controls={listId}
          aria-activedescendant={offered.length > 0 ? `${listId}-${current}` : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="Name or @username"
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
        />
      </Field>
      {/* As high as four people whatever is found, so that the dialog does not jump. */}
      <div className="-mx-2 h-56 overflow-y-auto overscroll-contain">
        <div id={listId} role="listbox" aria-label="People">
          {offered.map((person, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- keys are taken where the focus is: in the field
            <div
              key={person.id}
              id={`${listId}-${index}`}
              ref={index === current ? reveal : undefined}
              role="option"
              aria-selected={index === current}
              // A press must not take the focus out of the field.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
              className={cx(
                "flex min-h-14 cursor-pointer items-center gap-3 rounded-control px-2 py-1.5",
                index === current ? "bg-accent-soft" : "hover:bg-sunken",
              )}
            >
              <Avatar person={person} />
              <UserName person={person} stacked />
            </div>
          ))}
        </div>
        {!isPending && offered.length === 0 && <Nobody q={q} />}
      </div>
    </div>
  );
}

/** Keeps the option that the arrows are on in sight. */
function reveal(option: HTMLElement | null) {
  option?.scrollIntoView?.({ block: "nearest" });
}

function Nobody({ q }: { q: string }) {
  return (
    <p role="status" className="px-2 py-4 text-sm text-muted">
      {q === "" ? "Type the beginning of a name." : `Nobody else is found by “${q}”.`}
    </p>
  );
}
