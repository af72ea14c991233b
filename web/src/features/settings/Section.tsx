import type { ReactNode } from "react";

/** A part of a settings page: what it is about, a line on it, and the controls. */
export function Section({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-5 border-b border-line px-4 py-6 last:border-0 md:px-5">
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{title}</h2>
        {hint !== undefined && <p className="text-sm text-muted">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
