import type { Scope } from "../../scope.ts";
import type { Payload } from "../../effects/kinds.ts";

export async function sendVerifyMail(_scope: Scope, _payload: Payload<"mail.verify">): Promise<void> {}

export async function sendResetMail(_scope: Scope, _payload: Payload<"mail.reset">): Promise<void> {}

export async function sendReverifyMail(_scope: Scope, _payload: Payload<"mail.reverify">): Promise<void> {}

export async function sendChangeMail(_scope: Scope, _payload: Payload<"mail.change">): Promise<void> {}

export async function sendNoticeMail(_scope: Scope, _payload: Payload<"mail.notice">): Promise<void> {}
