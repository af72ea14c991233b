/** Short messages about what just happened. `Toaster` shows them. */
export interface Toast {
  id: number;
  text: string;
  tone: "neutral" | "danger";
  /** One thing that can be done about it, such as taking it back. */
  action?: { label: string; run: () => void };
}

type Listener = (toast: Toast) => void;

const listeners = new Set<Listener>();
let last = 0;

export function toast(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  const { tone = "neutral", action } = options;
  const made: Toast = { id: ++last, text, tone, ...(action !== undefined && { action }) };
  listeners.forEach((listener) => listener(made));
}

export function onToast(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
