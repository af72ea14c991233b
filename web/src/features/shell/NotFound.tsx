import { NotFoundScreen } from "./failures.tsx";
import { Shell } from "./Shell.tsx";

/** An address that no route knows: the shell stays around the message. */
export function NotFound() {
  return (
    <Shell>
      <NotFoundScreen />
    </Shell>
  );
}
