import { Mark } from "../../ui/Mark.tsx";

/** While it is settled who looks, and the frame's code comes: the mark alone, where nothing is known yet. */
export function Splash() {
  return (
    <div role="status" className="grid min-h-dvh place-items-center text-accent">
      <span className="sr-only">Loading</span>
      <Mark size={32} className="splash" />
    </div>
  );
}
