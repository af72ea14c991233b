import type { Scope } from "../../scope.ts";
import type { Payload } from "../../effects/kinds.ts";

export async function backfillFollows(_scope: Scope, _payload: Payload<"follows.backfill">): Promise<void> {}

export async function withdrawFollows(_scope: Scope, _payload: Payload<"follows.withdraw">): Promise<void> {}
