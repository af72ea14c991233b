/** Below the words: what kind of post it is, a warning, its language, who may answer; and the way out. */
import type { ReactNode } from "react";
import { cx } from "../../lib/cx.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import type { PostDraft } from "./draft.ts";

interface Props {
  draft: PostDraft;
  onChange: (draft: PostDraft) => void;
  /** The kind of a post that is there already stays. */
  fixedType?: boolean;
  optionsOpen: boolean;
  onToggleOptions: () => void;
  disabled?: boolean;
  /** The button that attaches files. */
  attach: ReactNode;
  children: ReactNode;
}

export function ComposeBar(props: Props) {
  const {
    draft,
    onChange,
    fixedType = false,
    optionsOpen,
    onToggleOptions,
    disabled = false,
    attach,
    children,
  } = props;
  const toggleType = (type: "link" | "article") => onChange({ ...draft, type: draft.type === type ? "text" : type });
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line pt-2">
      {attach}
      {!fixedType && (
        <>
          <Toggle
            icon="link"
            label="Share a link"
            on={draft.type === "link"}
            disabled={disabled}
            onClick={() => toggleType("link")}
          />
          <Toggle
            icon="article"
            label="Write an article"
            on={draft.type === "article"}
            disabled={disabled}
            onClick={() => toggleType("article")}
          />
        </>
      )}
      <Toggle
        icon="eye-off"
        label="Content warning"
        on={draft.warning !== null}
        disabled={disabled}
        onClick={() => onChange({ ...draft, warning: draft.warning === null ? "" : null })}
      />
      <Toggle
        icon="sliders"
        label="Language and replies"
        on={optionsOpen}
        expands
        disabled={disabled}
        onClick={onToggleOptions}
      />
      <div className="ms-auto flex items-center gap-2">{children}</div>
    </div>
  );
}

interface ToggleProps {
  icon: IconName;
  label: string;
  on: boolean;
  /** Opens a part of the page instead of changing the post. */
  expands?: boolean;
  disabled: boolean;
  onClick: () => void;
}

function Toggle({ icon, label, on, expands = false, disabled, onClick }: ToggleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      aria-pressed={expands ? undefined : on}
      aria-expanded={expands ? on : undefined}
      disabled={disabled}
      onClick={onClick}
      className={cx(
        "grid size-9 place-items-center rounded-full transition-colors pointer-coarse:size-11",
        on ? "bg-accent-soft text-accent-strong" : "text-muted hover:bg-sunken hover:text-text",
      )}
    >
      <Icon name={icon} />
    </button>
  );
}
