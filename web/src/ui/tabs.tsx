/** Choosing between views: links where each view has an address, tabs where it has none. */
import { Link, type LinkProps } from "@tanstack/react-router";
import { useRef, type KeyboardEvent } from "react";
import { cx } from "../lib/cx.ts";

const strip = "flex overflow-x-auto border-b border-line [scrollbar-width:none]";
const tab = cx(
  "relative grid min-h-12 flex-1 place-items-center px-4 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:bg-sunken hover:text-text",
  "after:absolute after:inset-x-4 after:bottom-0 after:h-0.5 after:rounded-full after:transition-colors focus-visible:-outline-offset-2",
);
const on = "text-text! after:bg-accent";

export interface TabLink {
  label: string;
  to: LinkProps["to"];
  params?: Record<string, string>;
  search?: Record<string, unknown>;
}

/** A row of links; the one that leads here is marked. */
export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={strip}>
      {links.map(({ label: text, ...target }) => (
        <Link
          key={text}
          {...(target as LinkProps)}
          activeOptions={{ exact: true }}
          className={tab}
          activeProps={{ className: on }}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

interface TabsProps<V extends string> {
  label: string;
  value: V;
  tabs: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  /** Id of the element that shows the chosen view (`role="tabpanel"`). */
  panelId: string;
}

/** Arrow keys move between tabs and choose, as the ARIA pattern asks. */
export function Tabs<V extends string>({ label, value, tabs, onChange, panelId }: TabsProps<V>) {
  const list = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex((each) => each.value === value);
    const next = Number.isFinite(step) ? (at + step + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
    const chosen = tabs[next];
    if (chosen === undefined) return;
    onChange(chosen.value);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  }
  return (
    <div ref={list} role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className={strip}>
      {tabs.map((each) => (
        <button
          key={each.value}
          type="button"
          role="tab"
          aria-selected={each.value === value}
          aria-controls={panelId}
          tabIndex={each.value === value ? 0 : -1}
          onClick={() => onChange(each.value)}
          className={cx(tab, each.value === value && on)}
        >
          {each.label}
        </button>
      ))}
    </div>
  );
}
