/** The menu of `Menu`: Radix gives roving focus, typing ahead and placing; loaded with the first use. */
import { DropdownMenu } from "radix-ui";
import type { RefObject } from "react";
import { cx } from "../lib/cx.ts";
import { Icon } from "./Icon.tsx";
import type { MenuItem } from "./Menu.tsx";

interface Props {
  label: string;
  items: readonly MenuItem[];
  align: "start" | "end";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Holds the button, which gets the focus back. */
  frame: RefObject<HTMLElement | null>;
}

export default function MenuContent({ label, items, align, open, onOpenChange, frame }: Props) {
  return (
    // Not modal: a modal one writes a style element to lock scrolling, which the content security policy refuses.
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden="true" tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </DropdownMenu.Trigger>
      {/* Inside the page's main part, so that it belongs to a landmark. */}
      <DropdownMenu.Portal container={document.getElementById("main")}>
        <DropdownMenu.Content
          aria-label={label}
          aria-labelledby={undefined}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            frame.current?.querySelector("button")?.focus();
          }}
          className="appear z-50 min-w-52 rounded-card border border-line bg-raised p-1 shadow-float"
        >
          {items.map((item) => (
            <div key={item.label} role="none">
              {item.separate === true && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
              <DropdownMenu.Item
                onSelect={item.onSelect}
                className={cx(
                  "flex min-h-9 cursor-pointer items-center gap-3 rounded-[6px] px-3 py-1.5 text-sm font-medium outline-none select-none",
                  "data-highlighted:bg-sunken pointer-coarse:min-h-11",
                  item.danger === true && "text-danger",
                )}
              >
                {item.icon !== undefined && <Icon name={item.icon} size={18} />}
                {item.label}
              </DropdownMenu.Item>
            </div>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
