import { useEffect, useState } from "react";
import { cx } from "../lib/cx.ts";
import { Icon } from "./Icon.tsx";
import { onToast, type Toast } from "./toast.ts";

const staysMs = 5000;
/** Longer where there is something to decide. */
const staysWithActionMs = 9000;

/** The live region of toasts; it is on the page from the start, so that screen readers listen to it. */
export function Toaster() {
  const [shown, setShown] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => onToast(setShown), []);
  useEffect(() => {
    if (shown === null || held) return;
    const timer = setTimeout(() => setShown(null), shown.action === undefined ? staysMs : staysWithActionMs);
    return () => clearTimeout(timer);
  }, [shown, held]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs)+env(safe-area-inset-bottom)+0.75rem)] z-50 grid justify-items-center md:bottom-6"
    >
      {shown !== null && (
        <div
          key={shown.id}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
          className="appear pointer-events-auto flex max-w-md items-center gap-3 rounded-card bg-text py-1 ps-4 pe-1 text-sm text-ground shadow-float"
        >
          <span className={cx("flex items-center gap-2 py-2", shown.tone === "danger" && "font-semibold")}>
            {shown.tone === "danger" && <Icon name="alert" size={18} />}
            {shown.text}
          </span>
          {shown.action !== undefined && (
            <button
              type="button"
              onClick={() => {
                shown.action?.run();
                setShown(null);
              }}
              className="min-h-10 rounded-control px-3 font-semibold underline underline-offset-4 pointer-coarse:min-h-11"
            >
              {shown.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label="Close message"
            onClick={() => setShown(null)}
            className="grid size-10 place-items-center rounded-control opacity-80 hover:opacity-100 pointer-coarse:size-11"
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
    </div>
  );
}
