import type { UserSettings } from "../../../../contract/users.ts";
import { Switch, RadioGroup, type Choice } from "../../ui/choices.tsx";
import { useViewer } from "../auth/viewer.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { Section } from "./Section.tsx";
import { useUpdateMe } from "./use-update-me.ts";

const profileChoices: Choice<UserSettings["profileVisibility"]>[] = [
  { value: "public", label: "Everyone", hint: "Also people without an account." },
  { value: "connections", label: "Connections", hint: "People you follow who follow you back." },
  { value: "private", label: "Only you", hint: "Others see your name and picture, nothing more." },
];
const activityChoices: Choice<UserSettings["activityVisibility"]>[] = [
  { value: "public", label: "Everyone" },
  { value: "connections", label: "Connections" },
  { value: "private", label: "Only you" },
];
const messageChoices: Choice<UserSettings["whoMayMessage"]>[] = [
  { value: "everyone", label: "Everyone", hint: "People you do not follow arrive as requests first." },
  { value: "connections", label: "Connections", hint: "People you follow who follow you back." },
  { value: "nobody", label: "Nobody" },
];

export function Screen() {
  const viewer = useViewer();
  const { mutate } = useUpdateMe();
  if (viewer === null) return null;
  const { settings } = viewer;
  return (
    <>
      <ScreenHeader title="Privacy" subtitle="Changes are kept at once" back="/settings" />
      <Section title="Followers">
        <Switch
          label="Approve followers"
          hint="People ask first, and you decide. Those who follow you already stay."
          checked={viewer.locked}
          onChange={(event) => mutate({ locked: event.target.checked })}
        />
      </Section>
      <Section title="Visibility">
        <RadioGroup
          legend="Who sees your profile"
          name="profileVisibility"
          value={settings.profileVisibility}
          choices={profileChoices}
          onChange={(profileVisibility) => mutate({ settings: { profileVisibility } })}
        />
        <RadioGroup
          legend="Who sees what you do"
          hint="Whether you are here now, when you last were, and what you like."
          name="activityVisibility"
          value={settings.activityVisibility}
          choices={activityChoices}
          inline
          onChange={(activityVisibility) => mutate({ settings: { activityVisibility } })}
        />
      </Section>
      <Section title="Messages">
        <RadioGroup
          legend="Who may write to you"
          name="whoMayMessage"
          value={settings.whoMayMessage}
          choices={messageChoices}
          onChange={(whoMayMessage) => mutate({ settings: { whoMayMessage } })}
        />
      </Section>
    </>
  );
}
