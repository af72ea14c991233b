/** The keys that work in lists of posts, with the switch that turns them off. */
import { Switch } from "../../ui/choices.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { shortcuts, turnShortcuts, useShortcutsOn } from "./shortcuts.ts";

const rows: readonly { keys: string; does: string }[] = [
  ...Object.entries(shortcuts).map(([keys, { does }]) => ({ keys, does })),
  { keys: "Ctrl Enter", does: "Send what you write (⌘ Enter on a Mac)" },
  { keys: "?", does: "This list" },
];

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const on = useShortcutsOn();
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-5 gap-y-2">
        {rows.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt className="flex gap-1">
              {keys.split(" ").map((key) => (
                <kbd
                  key={key}
                  className="inline-grid h-7 min-w-7 place-items-center rounded-[6px] border border-line bg-sunken px-2 font-sans text-sm"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label="Keys of one letter"
        hint="Turn them off on this device if you use your voice to type or press keys by accident."
        checked={on}
        onChange={(event) => turnShortcuts(event.target.checked)}
      />
    </Dialog>
  );
}
