/** What everyone may know about the site: its name, what is open, what is switched on. */
import type { PublicSettings } from "../../../contract/settings.ts";
import { http } from "./http.ts";

export const siteApi = {
  settings: (signal?: AbortSignal) => http.get<PublicSettings>("/settings", { signal, anonymous: true }),
};
