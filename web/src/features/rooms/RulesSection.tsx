import type { Conversation } from "../../../../contract/conversations.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/inputs.tsx";
import { Section } from "../settings/Section.tsx";
import { useUpdateRoom } from "./use-update-room.ts";

const paces: [seconds: number, words: string][] = [
  [0, "Off"],
  [10, "10 seconds"],
  [30, "30 seconds"],
  [60, "A minute"],
  [300, "5 minutes"],
  [3_600, "An hour"],
];
const spans: [days: number | null, words: string][] = [
  [null, "For good"],
  [1, "A day"],
  [7, "A week"],
  [30, "30 days"],
  [90, "90 days"],
  [365, "A year"],
];

/** What holds for everybody in the room. */
export function RulesSection({ conversation }: { conversation: Conversation }) {
  const update = useUpdateRoom(conversation);
  const { slowModeSeconds, retentionDays } = conversation;
  return (
    <Section title="Rules of the room">
      <Field label="Slow mode" hint="How long a member waits between two messages.">
        <Select
          value={slowModeSeconds}
          onChange={(event) => update({ rules: { slowModeSeconds: Number(event.target.value) } })}
        >
          {withCurrent(paces, slowModeSeconds, `${slowModeSeconds} seconds`).map(([seconds, words]) => (
            <option key={seconds} value={seconds}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Messages are kept" hint="Older ones are deleted, for everybody and for good.">
        <Select
          value={retentionDays ?? ""}
          onChange={(event) => {
            const { value } = event.target;
            update({ rules: { retentionDays: value === "" ? null : Number(value) } });
          }}
        >
          {withCurrent(spans, retentionDays, `${retentionDays} days`).map(([days, words]) => (
            <option key={words} value={days ?? ""}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
    </Section>
  );
}

/** The usual choices, and the one that holds where a client set another. */
function withCurrent<V>(choices: [V, string][], current: V, words: string): [V, string][] {
  return choices.some(([value]) => value === current) ? choices : [...choices, [current, words]];
}
