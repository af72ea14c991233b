/** What accounts do for themselves and, in the last line, for other features. */
export { changeEmail, resendVerification, verifyEmail } from "./change-email.ts";
export { changePassword, forgotPassword, resetPassword } from "./change-password.ts";
export { deleteAccount } from "./delete-account.ts";
export { refresh } from "./refresh.ts";
export { register, setUp } from "./register.ts";
export { signIn } from "./sign-in.ts";
export { sessionsEnded, socketEndings } from "./socket-endings.ts";
export { endSession, listSessions, revokeAccess, sessionEndings, signOut } from "./sessions.ts";
