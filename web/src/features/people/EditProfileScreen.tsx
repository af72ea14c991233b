/** Everything that a person tells about themselves, to be changed. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Me, UpdateMe } from "../../../../contract/users.ts";
import { ApiError } from "../../api/error.ts";
import { commentKeys, peopleKeys, postKeys } from "../../api/keys.ts";
import { usersApi } from "../../api/users.ts";
import { useForm } from "../../lib/use-form.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Form } from "../../ui/Form.tsx";
import { TextArea, TextInput } from "../../ui/inputs.tsx";
import { toast } from "../../ui/toast.ts";
import { useSetViewer, useViewer } from "../auth/viewer.ts";
import { withScheme } from "../../lib/web-address.ts";
import { Section } from "../settings/Section.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { ChipsField } from "./ChipsField.tsx";
import { EducationEditor, ExperienceEditor, LinksEditor } from "./entry-editors.tsx";
import { PicturesEditor } from "./PicturesEditor.tsx";
import { type ProfileLists, listsOf, listsToSend, type RowErrors, rowErrorsOf } from "./profile-lists.ts";

export function Screen() {
  const viewer = useViewer();
  // The form starts from the account as it is; a name changed elsewhere meanwhile does not wipe what is typed here.
  return viewer === null ? null : <EditProfile me={viewer} />;
}

function EditProfile({ me }: { me: Me }) {
  const queryClient = useQueryClient();
  const setViewer = useSetViewer();
  const navigate = useNavigate();
  const [lists, setLists] = useState<ProfileLists>(() => listsOf(me));
  const [rowErrors, setRowErrors] = useState<RowErrors>({});
  const change = (part: Partial<ProfileLists>) => setLists((before) => ({ ...before, ...part }));

  const form = useForm({
    initial: {
      displayName: me.displayName,
      username: me.username,
      pronouns: me.pronouns,
      bio: me.bio,
      location: me.location,
      website: me.website ?? "",
    },
    check: (values) => ({
      ...(values.displayName.trim() === "" && { displayName: "Tell us what to call you" }),
      ...(values.username.trim() === "" && { username: "Choose a username" }),
    }),
    submit: async ({ website, username, ...values }) => {
      setRowErrors({});
      const body: UpdateMe = {
        ...values,
        ...(username.trim() !== me.username && { username }),
        website: website.trim() === "" ? null : withScheme(website.trim()),
        ...listsToSend(lists),
      };
      const saved = await usersApi.updateMe(body).catch((error: unknown) => {
        if (error instanceof ApiError) setRowErrors(rowErrorsOf(error.errors));
        throw error;
      });
      setViewer(saved);
      // The new name stands beside everything that this person wrote.
      for (const queryKey of [peopleKeys.all, postKeys.all, commentKeys.all]) {
        void queryClient.invalidateQueries({ queryKey, refetchType: "none" });
      }
      await queryClient.invalidateQueries({ queryKey: peopleKeys.detail(saved.username) });
      await navigate({ to: "/people/$username", params: { username: saved.username } });
      toast("Your profile is saved.");
    },
  });

  return (
    <>
      <ScreenHeader title="Edit profile" back={`/people/${me.username}`} />
      <PicturesEditor me={me} />
      <Form form={form} label="Profile">
        <div className="-mb-5">
          <Section title="Who you are">
            <Field label="Name" error={form.errors.displayName}>
              <TextInput {...form.bind("displayName")} autoComplete="name" dir="auto" />
            </Field>
            <Field
              label="Username"
              hint="Links to your profile change with it. 3 to 30 letters a to z, digits, underscores and dots."
              error={form.errors.username}
            >
              <TextInput
                {...form.bind("username")}
                prefix="@"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={30}
              />
            </Field>
            <Field label="Pronouns" optional error={form.errors.pronouns}>
              <TextInput {...form.bind("pronouns")} dir="auto" maxLength={40} />
            </Field>
            <Field
              label="About you"
              optional
              hint="Links and #tags work here."
              error={form.errors.bio}
              counter={{ value: form.values.bio, max: 500 }}
            >
              <TextArea {...form.bind("bio")} dir="auto" />
            </Field>
            <Field label="Place" optional error={form.errors.location}>
              <TextInput {...form.bind("location")} dir="auto" autoComplete="address-level2" maxLength={100} />
            </Field>
            <Field label="Website" optional error={form.errors.website}>
              <TextInput
                {...form.bind("website")}
                type="url"
                inputMode="url"
                autoComplete="url"
                placeholder="https://"
              />
            </Field>
          </Section>
          <Section title="What you know and like" hint="People with the same interests are suggested to each other.">
            <ChipsField
              label="Skills"
              words={lists.skills}
              error={rowErrors["skills"]}
              onChange={(skills) => change({ skills })}
            />
            <ChipsField
              label="Interests"
              words={lists.interests}
              error={rowErrors["interests"]}
              onChange={(interests) => change({ interests })}
            />
          </Section>
          <Section title="Experience">
            <ExperienceEditor
              rows={lists.experience}
              errors={rowErrors}
              onChange={(experience) => change({ experience })}
            />
          </Section>
          <Section title="Education">
            <EducationEditor
              rows={lists.education}
              errors={rowErrors}
              onChange={(education) => change({ education })}
            />
          </Section>
          <Section title="Links">
            <LinksEditor rows={lists.links} errors={rowErrors} onChange={(links) => change({ links })} />
          </Section>
        </div>
        <div className="sticky bottom-[calc(var(--tabs)+env(safe-area-inset-bottom))] flex justify-end gap-2 border-t border-line bg-ground/92 px-4 py-3 backdrop-blur-md md:bottom-0 md:px-5">
          <Button
            variant="quiet"
            onClick={() => void navigate({ to: "/people/$username", params: { username: me.username } })}
          >
            Cancel
          </Button>
          <Button type="submit" pending={form.pending}>
            Save profile
          </Button>
        </div>
      </Form>
    </>
  );
}
