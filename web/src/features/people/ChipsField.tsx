import { useId, useState, type KeyboardEvent } from "react";
import { announce } from "../../lib/announce.ts";
import { codePoints } from "../../lib/format.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextInput } from "../../ui/inputs.tsx";

const maxWords = 30;
const maxLength = 40;

interface Props {
  label: string;
  words: readonly string[];
  error?: string | undefined;
  onChange: (words: string[]) => void;
}

/** Words as chips: Enter or a comma adds what is typed, Backspace in the empty field takes the last one back. */
export function ChipsField({ label, words, error, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const input = useId();

  function add(text: string) {
    const fresh = text
      .split(/[,،、]/)
      .map((word) => word.trim())
      .filter((word) => word !== "" && codePoints(word) <= maxLength);
    setTyped("");
    const all = [...new Set([...words, ...fresh])].slice(0, maxWords);
    if (all.length === words.length) return;
    onChange(all);
    announce(`${fresh.join(", ")} added`);
  }

  function remove(word: string) {
    onChange(words.filter((each) => each !== word));
    announce(`${word} removed`);
    document.getElementById(input)?.querySelector("input")?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const last = words.at(-1);
    if (event.key === "Enter") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && last !== undefined) {
      event.preventDefault();
      remove(last);
    }
  }

  return (
    <div id={input} className="grid gap-2.5">
      <Field label={label} optional error={error} hint={`Press Enter after each. ${words.length} of ${maxWords}.`}>
        <TextInput
          value={typed}
          dir="auto"
          maxLength={maxLength * 2}
          enterKeyHint="done"
          disabled={words.length >= maxWords}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
          onChange={(event) =>
            /[,،、]$/.test(event.target.value) ? add(event.target.value) : setTyped(event.target.value)
          }
        />
      </Field>
      {words.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-2">
          {words.map((word) => (
            <li key={word} className="inline-flex items-center rounded-full bg-sunken ps-3 text-[0.9375rem]">
              <bdi className="py-1">{word}</bdi>
              <button
                type="button"
                aria-label={`Remove ${word}`}
                onClick={() => remove(word)}
                className="grid size-8 place-items-center rounded-full text-muted hover:text-text pointer-coarse:size-11"
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
