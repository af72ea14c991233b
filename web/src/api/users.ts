/** People: one's own account here; profiles and relations follow the same pattern. */
import type { Me, UpdateMe } from "../../../contract/users.ts";
import { http } from "./http.ts";

export const usersApi = {
  me: (signal?: AbortSignal) => http.get<Me>("/users/me", { signal }),
  updateMe: (body: UpdateMe) => http.patch<Me>("/users/me", { body }),
};
