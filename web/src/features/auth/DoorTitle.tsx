import type { ReactNode } from "react";
import { PageTitle } from "../../ui/PageTitle.tsx";

/** Heading of a screen at the door, with a line under it. */
export function DoorTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <PageTitle>{title}</PageTitle>
      <h1 className="title text-2xl">{title}</h1>
      {children !== undefined && <p className="text-muted">{children}</p>}
    </div>
  );
}
