/** Who sees a post, who may answer it, which language it is in. */
import type { Audience, ReplyPolicy } from "../../../../contract/posts.ts";
import { Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/inputs.tsx";
import { audiences, replyPolicies } from "../posts/audiences.ts";
import { languageChoices } from "../settings/languages.ts";
import type { PostDraft } from "./draft.ts";

const audienceNames = Object.keys(audiences) as Audience[];
const policyNames = Object.keys(replyPolicies) as ReplyPolicy[];

interface ChoiceProps {
  draft: PostDraft;
  onChange: (draft: PostDraft) => void;
  disabled?: boolean;
}

/** A quiet pill over the browser's own list. */
export function AudienceSelect({ draft, onChange, disabled = false }: ChoiceProps) {
  const { icon } = audiences[draft.audience];
  return (
    <div className="relative inline-flex max-w-full text-accent">
      <Icon name={icon} size={16} className="pointer-events-none absolute start-2.5 top-1/2 -translate-y-1/2" />
      <select
        aria-label="Who can see it"
        value={draft.audience}
        disabled={disabled}
        onChange={(event) => onChange({ ...draft, audience: event.target.value as Audience })}
        className="h-8 max-w-full cursor-pointer appearance-none truncate rounded-full bg-transparent ps-8 pe-7 text-sm font-semibold inset-ring inset-ring-edge/50 hover:bg-accent-soft pointer-coarse:h-11"
      >
        {audienceNames.map((name) => (
          <option key={name} value={name} className="bg-raised text-text">
            {audiences[name].label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={16} className="pointer-events-none absolute end-2 top-1/2 -translate-y-1/2" />
    </div>
  );
}

export function MoreOptions({ draft, onChange, disabled = false, locale }: ChoiceProps & { locale: string }) {
  return (
    <div className="appear grid gap-3 md:grid-cols-2">
      <Field label="Language">
        <Select
          value={draft.language ?? locale}
          disabled={disabled}
          onChange={(event) => onChange({ ...draft, language: event.target.value })}
        >
          {languageChoices(draft.language ?? locale).map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Who can comment">
        <Select
          value={draft.replyPolicy}
          disabled={disabled}
          onChange={(event) => onChange({ ...draft, replyPolicy: event.target.value as ReplyPolicy })}
        >
          {policyNames.map((name) => (
            <option key={name} value={name}>
              {replyPolicies[name]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
