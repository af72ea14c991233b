import { useMemo } from "react";
import { useNow } from "../../lib/clock.ts";
import { fullTime, shortCount } from "../../lib/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/inputs.tsx";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { deviceTimeZone, languageChoices, timeZoneGroups, zoneName } from "./languages.ts";
import { Section } from "./Section.tsx";
import { useUpdateMe } from "./use-update-me.ts";

export function Screen() {
  const settings = useViewer()?.settings;
  const { mutate } = useUpdateMe();
  const now = useNow();
  const zones = useMemo(() => timeZoneGroups(settings?.timeZone ?? "UTC"), [settings?.timeZone]);
  if (settings === undefined) return null;
  const { locale, timeZone } = settings;
  const here = deviceTimeZone();
  return (
    <>
      <ScreenHeader title="Language and time" subtitle="Changes are kept at once" back="/settings" />
      <Section title="Language" hint="Dates and numbers follow it. The words of Stoa itself are English for now.">
        <Field label="Your language">
          <Select value={locale} onChange={(event) => mutate({ settings: { locale: event.target.value } })}>
            {languageChoices(locale).map(({ tag, name }) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </Section>
      <Section title="Time zone">
        <Field label="Your time zone">
          <Select value={timeZone} onChange={(event) => mutate({ settings: { timeZone: event.target.value } })}>
            {zones.map(([region, names]) => (
              <optgroup key={region} label={region}>
                {names.map((zone) => (
                  <option key={zone} value={zone}>
                    {zoneName(zone)}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        {here !== timeZone && (
          <Button
            variant="secondary"
            icon="pin"
            className="justify-self-start"
            onClick={() => mutate({ settings: { timeZone: here } })}
          >
            Use this device’s: {zoneName(here)}
          </Button>
        )}
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 rounded-card bg-sunken px-4 py-3 text-sm">
          <dt className="text-muted">Now</dt>
          <dd className="tabular-nums">{fullTime(new Date(now).toISOString(), { locale, timeZone })}</dd>
          <dt className="text-muted">A number</dt>
          <dd className="tabular-nums">{shortCount(9876, { locale, timeZone })}</dd>
        </dl>
      </Section>
    </>
  );
}
