import { applyTheme, useTheme, type Theme } from "../../lib/theme.ts";
import { RadioGroup, type Choice } from "../../ui/choices.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Section } from "./Section.tsx";
import { useUpdateMe } from "./use-update-me.ts";

const themes: Choice<Theme>[] = [
  { value: "system", label: "As my device", icon: "laptop" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
];

export function Screen() {
  const theme = useTheme();
  const { mutate } = useUpdateMe();
  return (
    <>
      <ScreenHeader title="Appearance" subtitle="Changes are kept at once" back="/settings" />
      <Section title="Theme" hint="Holds on every device where you are signed in.">
        <RadioGroup
          legend="Light or dark"
          name="theme"
          value={theme}
          choices={themes}
          inline
          onChange={(chosen) => {
            applyTheme(chosen);
            mutate({ settings: { theme: chosen } }, { onError: () => applyTheme(theme) });
          }}
        />
      </Section>
      <Section title="Motion and text size">
        <p className="text-sm text-muted">
          Stoa follows your device: where it asks for less motion nothing moves here, and text grows with the size that
          your browser is set to.
        </p>
      </Section>
    </>
  );
}
