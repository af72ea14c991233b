/** The signed-in person's own account: the profile and what only its owner may see. */
import { eq } from "drizzle-orm";
import { granted } from "../../../contract/roles.ts";
import type { Me } from "../../../contract/users.ts";
import { credentials, type CredentialRow, users } from "../../../db/schema.ts";
import { unauthenticated } from "../../http/context.ts";
import type { SignedInScope } from "../../scope.ts";
import { mediaEpoch } from "../../pipeline/media.ts";
import { type Showing, showingOf } from "../../pipeline/showing.ts";
import { type ProfileRow, presentProfile } from "./view.ts";

/** What the owner of an account sees of its credentials. */
export type OwnCredentials = Pick<CredentialRow, "email" | "emailVerifiedAt" | "pendingEmail" | "dateOfBirth">;

/** The account of whoever asks, in one hop. Throws `unauthenticated` when it is gone. */
export async function readMe(scope: SignedInScope): Promise<Me> {
  const [row] = await scope.db
    .select({ user: users, coverEpoch: mediaEpoch(users.coverMediaId), credentials })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(eq(users.id, scope.viewer.id));
  if (!row) throw unauthenticated();
  return presentMe(row, showingOf(scope));
}

/** One's own account, whoever is signed in by now: `showing` is theirs. */
export function presentMe(account: ProfileRow & { credentials: OwnCredentials }, showing: Showing): Me {
  const { user, credentials: own } = account;
  return {
    ...presentProfile(account, showing),
    avatarMediaId: user.avatarMediaId,
    coverMediaId: user.coverMediaId,
    email: own.email,
    emailVerified: own.emailVerifiedAt !== null,
    pendingEmail: own.pendingEmail,
    dateOfBirth: own.dateOfBirth,
    permissions: [...granted[user.role]],
    settings: {
      locale: user.locale,
      timeZone: user.timeZone,
      theme: user.theme,
      profileVisibility: user.profileVisibility,
      activityVisibility: user.activityVisibility,
      whoMayMessage: user.whoMayMessage,
    },
  };
}
