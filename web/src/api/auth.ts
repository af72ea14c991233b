/** Accounts: sign-up, sign-in, sessions, passwords and addresses. */
import type { z } from "zod";
import type * as contract from "../../../contract/auth.ts";
import { http } from "./http.ts";

export type Register = Omit<z.input<typeof contract.register>, "client">;
export type Setup = Omit<z.input<typeof contract.setup>, "client">;
export type Login = Omit<z.input<typeof contract.login>, "client">;
export type ResetPassword = z.input<typeof contract.resetPassword>;
export type ChangePassword = z.input<typeof contract.changePassword>;
export type ChangeEmail = z.input<typeof contract.changeEmail>;
type Accepted = z.infer<typeof contract.accepted>;

const anonymous = true;

export const authApi = {
  register: (body: Register) => http.post<contract.SignedIn>("/auth/register", { body, anonymous }),
  setUp: (body: Setup) => http.post<contract.SignedIn>("/auth/setup", { body, anonymous }),
  login: (body: Login) => http.post<contract.SignedIn>("/auth/login", { body, anonymous }),
  logout: () => http.post<void>("/auth/logout", { body: {} }),
  forgotPassword: (email: string) => http.post<Accepted>("/auth/forgot-password", { body: { email }, anonymous }),
  resendVerification: (email: string) => http.post<Accepted>("/auth/resend-verification", { body: { email } }),
  resetPassword: (body: ResetPassword) => http.post<void>("/auth/reset-password", { body, anonymous }),
  verifyEmail: (token: string) =>
    http.post<z.infer<typeof contract.verified>>("/auth/verify-email", { body: { token }, anonymous }),
  changePassword: (body: ChangePassword) => http.post<void>("/auth/change-password", { body }),
  changeEmail: (body: ChangeEmail) => http.post<Accepted>("/auth/change-email", { body }),
  sessions: (signal?: AbortSignal) => http.get<z.infer<typeof contract.sessionList>>("/auth/sessions", { signal }),
  endSession: (id: string) => http.delete<void>(`/auth/sessions/${id}`),
  deleteAccount: (password: string) =>
    http.delete<z.infer<typeof contract.deletionScheduled>>("/users/me", { body: { password } }),
};
