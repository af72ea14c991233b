import type { Scope } from "../../scope.ts";
import type { Payload } from "../../effects/kinds.ts";

export async function eraseAccount(_scope: Scope, _payload: Payload<"account.erase">): Promise<void> {}
