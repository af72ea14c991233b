import type { Scope } from "../../scope.ts";
import type { Payload } from "../../effects/kinds.ts";

export async function rebuildSuggestions(_scope: Scope, _payload: Payload<"people.suggest">): Promise<void> {}
