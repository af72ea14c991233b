import type { Scope } from "../../scope.ts";
import type { Payload } from "../../effects/kinds.ts";

export async function deliverEntries(_scope: Scope, _payload: Payload<"entries.deliver">): Promise<void> {}

export async function withdrawEntries(_scope: Scope, _payload: Payload<"entries.withdraw">): Promise<void> {}

export async function withdrawPosts(_scope: Scope, _payload: Payload<"posts.withdraw">): Promise<void> {}
