import { toast } from "../../ui/toast.ts";

/** Says why files were not taken: `refused` has a sentence for each, as adding them to an upload list answers. */
export function tellRefused(refused: readonly string[]): void {
  if (refused.length > 0) toast(refused.join(" "), { tone: "danger" });
}
