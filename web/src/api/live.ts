import type { z } from "zod";
import type { liveTicket } from "../../../contract/conversations.ts";
import { http } from "./http.ts";

export const liveApi = {
  /** Lets one socket in, once, within half a minute: a browser cannot send its token with a socket. */
  ticket: () => http.post<z.infer<typeof liveTicket>>("/live/ticket"),
};
