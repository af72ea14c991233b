/**
 * Dialogs on the browser's own `<dialog>`: it traps focus, closes on Escape, gives the focus back and makes the rest
 * inert, for no weight in the first load; nor does it write style elements, which the content security policy refuses.
 */
import { useId, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode } from "react";
import { cx } from "../lib/cx.ts";
import { Button, IconButton } from "./Button.tsx";
import { Notice } from "./surfaces.tsx";
import { describeError } from "../lib/describe-error.ts";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  /** Comes from below on phones; otherwise it floats there too. */
  sheet?: boolean;
  wide?: boolean;
}

/** Open as long as it is rendered. */
export function Dialog({ title, onClose, children, actions, sheet = true, wide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // A layout effect is undone before the element leaves the page: only then `close` gives the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    // The browser would take the first button, which closes; where there is something to fill in, that comes first.
    dialog.querySelector<HTMLElement>("input, textarea, select")?.focus();
    return () => dialog.close();
  }, []);

  // A press that starts and ends on the backdrop closes; one that ends there after selecting text does not.
  const pressedOutside = useRef(false);
  const isBackdrop = (event: MouseEvent) => event.target === element.current;

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from the keyboard
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        pressedOutside.current = isBackdrop(event);
      }}
      onClick={(event) => {
        if (pressedOutside.current && isBackdrop(event)) onClose();
      }}
      className={cx(
        "dialog m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] overflow-y-auto overscroll-contain rounded-[14px] bg-raised shadow-float",
        wide ? "max-w-2xl" : "max-w-md",
        sheet &&
          "sheet max-md:mb-0 max-md:w-full max-md:max-w-none max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)]",
      )}
    >
      <div className="grid gap-4 p-5">
        <div className="flex items-start justify-between gap-4">
          <h2 id={titleId} className="title text-xl">
            {title}
          </h2>
          <IconButton icon="close" label="Close" tip="none" onClick={onClose} className="-me-2 -mt-1" />
        </div>
        {children}
        {actions !== undefined && <div className="flex flex-wrap justify-end gap-2 pt-1">{actions}</div>}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** Says what happens: "Delete post", never "OK". */
  confirm: string;
  /** Says what stays as it is. */
  cancel?: string;
  danger?: boolean;
  /** Awaited; a failure is shown and leaves the dialog open. */
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
}

export function ConfirmDialog(props: ConfirmProps) {
  const { title, children, confirm, cancel = "Cancel", danger = false, onConfirm, onClose } = props;
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function run() {
    setPending(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {cancel}
          </Button>
          <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="text-muted">{children}</div>
      {failure !== null && (
        <Notice tone="danger" alert title={describeError(failure).title}>
          {describeError(failure).detail}
        </Notice>
      )}
    </Dialog>
  );
}
