/** Refusals that several actions share. */
import { invalid } from "../../http/error.ts";

/** A link that was never sent, was used up or replaced, or is too old: all answer alike. */
export const badToken = () => invalid("token", "is not valid any more; ask for a new link");
