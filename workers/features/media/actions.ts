/** What other features use of media. */
export { eraseAllMediaOf } from "./erase.ts";
export { attach, detach, findAttachable, freeing, type Holder, reattach, requireAttachable } from "./refs.ts";
export { visibleMedia } from "./visible.ts";
