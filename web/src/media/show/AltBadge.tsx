import { useId, useState } from "react";
import { cx } from "../../lib/cx.ts";

/** Shows the description that a picture was given, over the picture. */
export function AltBadge({ alt }: { alt: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      {open && (
        // The badge stands below what is read, also where that has to be scrolled.
        <span className="appear absolute inset-x-0 bottom-0 flex max-h-full flex-col bg-night/88 pt-2.5 pb-11 text-sm text-on-night">
          <span id={id} dir="auto" className="overflow-y-auto overscroll-contain px-3 whitespace-pre-line">
            {alt}
          </span>
        </span>
      )}
      <button
        type="button"
        aria-label={open ? "ALT: hide description" : "ALT: show description"}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open) return;
          event.stopPropagation();
          setOpen(false);
        }}
        className="group/alt absolute start-0 bottom-0 grid size-11 place-items-center focus-visible:-outline-offset-4"
      >
        <span
          aria-hidden="true"
          className={cx(
            "rounded-[5px] px-1.5 text-[0.6875rem] leading-5 font-bold tracking-wide transition-colors",
            open ? "bg-on-night text-night" : "bg-night/75 text-on-night group-hover/alt:bg-night",
          )}
        >
          ALT
        </span>
      </button>
    </>
  );
}
