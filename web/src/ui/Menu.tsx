/** A menu behind a button. The menu itself comes with the first interest in it, not with the page. */
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { loadPart } from "../lib/load-part.ts";
import type { IconName } from "./Icon.tsx";

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  /** A line above parts it from what comes before. */
  separate?: boolean;
  onSelect: () => void;
}

interface TriggerProps {
  onPointerDown: () => void;
  onClick: () => void;
  onPointerEnter: () => void;
  onFocus: () => void;
  "aria-haspopup": "menu";
  "aria-expanded": boolean;
}

interface Props {
  /** Name of the menu. */
  label: string;
  items: readonly MenuItem[];
  /** The button; spread the attributes on it. */
  renderTrigger: (attributes: TriggerProps) => ReactNode;
  align?: "start" | "end";
}

const load = () => loadPart(() => import("./MenuContent.tsx"));
const MenuContent = lazy(load);

export function Menu({ label, items, renderTrigger, align = "end" }: Props) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const frame = useRef<HTMLSpanElement>(null);
  // An open menu closes with any press outside of it, the press on its own button too; the click after it must not open it again.
  const [pressedWhileOpen, setPressedWhileOpen] = useState(false);
  const preload = () => void load();

  return (
    <span ref={frame} className="relative inline-flex">
      {renderTrigger({
        onPointerDown: () => {
          setPressedWhileOpen(open);
        },
        onClick: () => {
          setWanted(true);
          setOpen(!pressedWhileOpen);
          setPressedWhileOpen(false);
        },
        onPointerEnter: preload,
        // It has to be there before the key that opens it: how it is opened decides where it begins.
        onFocus: () => setWanted(true),
        "aria-haspopup": "menu",
        "aria-expanded": open,
      })}
      {wanted && (
        <Suspense fallback={null}>
          <MenuContent label={label} items={items} align={align} open={open} onOpenChange={setOpen} frame={frame} />
        </Suspense>
      )}
    </span>
  );
}
