/**
 * Many lines of text in which people and tags are completed while they are typed. It follows the ARIA pattern of a combobox
 * with a list of suggestions; the role itself is not for text areas of many lines, so the list is tied to the text by
 * `aria-controls` and `aria-activedescendant`, and announced.
 */
import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
} from "react";
import { announce } from "../../lib/announce.ts";
import { cx } from "../../lib/cx.ts";
import { useFieldControl } from "../../ui/Field.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { complete, type Token, tokenAt } from "./tokens.ts";
import { type Suggestion, useSuggestions } from "./use-suggestions.ts";

interface Props extends Omit<ComponentProps<"textarea">, "value" | "onChange"> {
  value: string;
  onChange: (value: string) => void;
  /** Takes the focus when it appears, and whenever this turns true: where one came in order to write. */
  focused?: boolean;
  /** Suggestions of one's own: what may be meant by the token that was told last. People and tags of the site without it. */
  completion?: { suggestions: readonly Suggestion[]; onToken: (token: Token | null) => void };
  /** Where the text stands at the lower edge of the screen, what is suggested opens above it. */
  above?: boolean;
}

export function AutocompleteTextArea(props: Props) {
  const { value, onChange, focused = false, completion, above = false, ref, ...others } = props;
  const { className, onKeyDown, ...rest } = others;
  const field = useFieldControl();
  const listId = useId();
  const element = useRef<HTMLTextAreaElement>(null);
  const [token, setOwnToken] = useState<Token | null>(null);
  const [active, setActive] = useState(0);
  const caret = useRef<number | null>(null);
  const ofSite = useSuggestions(completion === undefined ? token : null);
  const suggestions = completion?.suggestions ?? ofSite;
  const open = token !== null && suggestions.length > 0;
  const current = Math.min(active, suggestions.length - 1);

  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => element.current);

  useEffect(() => {
    const text = element.current;
    if (!focused || text === null) return;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }, [focused]);

  useEffect(() => {
    if (open) announce(`${suggestions.length} ${suggestions.length === 1 ? "suggestion" : "suggestions"}`);
  }, [open, suggestions.length]);

  // After a completion the caret stands behind it; the browser would leave it at the end of the text.
  useLayoutEffect(() => {
    if (caret.current === null) return;
    element.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);

  function setToken(next: Token | null) {
    setOwnToken(next);
    completion?.onToken(next);
  }

  function look({ value: text, selectionStart, selectionEnd }: HTMLTextAreaElement) {
    const next = selectionStart === selectionEnd ? tokenAt(text, selectionStart) : null;
    setToken(next);
    if (next?.query !== token?.query) setActive(0);
  }

  function choose(suggestion: Suggestion | undefined) {
    if (token === null || suggestion === undefined) return;
    const completed = complete(value, token, suggestion.word);
    caret.current = completed.caret;
    onChange(completed.text);
    setToken(null);
  }

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!open || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return onKeyDown?.(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((current + step + suggestions.length) % suggestions.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(suggestions[current]);
    else if (event.key === "Escape") setToken(null);
    else return onKeyDown?.(event);
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <textarea
        ref={element}
        dir="auto"
        {...field}
        {...rest}
        value={value}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${current}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target);
        }}
        onSelect={(event) => look(event.currentTarget)}
        onBlur={() => setToken(null)}
        onKeyDown={handleKey}
        // As high as what is written, and never as wide: an address may be one long word.
        className={cx(
          "field-sizing-content contain-inline-size w-full resize-none bg-transparent placeholder:text-muted",
          className,
        )}
      />
      {open && (
        <SuggestionList id={listId} suggestions={suggestions} active={current} above={above} onChoose={choose} />
      )}
    </div>
  );
}
