/** A small choice of emoji, found by name or by looking. Loaded when it is first wanted. */
import { useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { emojiGroups } from "./emoji.ts";

interface Props {
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

export default function EmojiDialog({ onChoose, onClose }: Props) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const groups = emojiGroups
    .map(({ name, emoji }) => ({ name, emoji: emoji.filter(([, words]) => words.includes(wanted)) }))
    .filter(({ emoji }) => emoji.length > 0);
  return (
    <Dialog title="React" onClose={onClose}>
      <Field label="Find an emoji" hideLabel optional>
        <TextInput placeholder="Find an emoji" value={search} onChange={(event) => setSearch(event.target.value)} />
      </Field>
      <div className="-mx-1 h-64 overflow-y-auto overscroll-contain">
        {groups.length === 0 && <p className="py-8 text-center text-muted">None by that name.</p>}
        {groups.map(({ name, emoji }) => (
          <section key={name} aria-label={name} className="pb-3">
            <h3 className="px-1 pb-1 text-xs font-medium text-muted">{name}</h3>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]">
              {emoji.map(([each, words]) => (
                <li key={each}>
                  <button
                    type="button"
                    aria-label={words}
                    onClick={() => {
                      onChoose(each);
                      onClose();
                    }}
                    className="grid size-11 place-items-center rounded-control text-2xl hover:bg-sunken"
                  >
                    {each}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
