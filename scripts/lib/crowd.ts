/** An administrator, people and groups on a fresh local site with its limits out of the way: for crash tests and benchmarks. */
import jwt from "@tsndr/cloudflare-worker-jwt";
import type { AdminUser } from "../../contract/admin.ts";
import type { SignedIn } from "../../contract/auth.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { newId } from "../../contract/ids.ts";
import { type ImportInput, type ImportResult, maxImportLines } from "../../contract/import.ts";
import { limitNames } from "../../contract/limits.ts";
import type { Page } from "../../contract/page.ts";
import { Api } from "../import/api.ts";
import { ensureDevVars } from "./secrets.ts";

/** People whom one call adds to a group. */
const membersPerCall = 100;

export interface Member {
  id: string;
  sessionId: string;
}

export interface Crowd {
  /** Calls as the administrator. */
  admin: Api;
  members: Member[];
}

/**
 * Makes the first account of an empty site, which is its administrator, raises every limit and brings `count` people in. Nobody
 * signs in: a thousand passwords take minutes to hash. `accessToken` makes what signing in would have given.
 */
export async function makeCrowd(origin: string, count: number): Promise<Crowd> {
  const password = newId();
  const account = { email: "host@example.org", username: "host", displayName: "Host", password, client: "native" };
  const { accessToken: token } = await new Api(origin, null).call<SignedIn>("/v1/auth/register", { json: account });
  const admin = new Api(origin, { token });
  const most = { kind: "bucket", max: 10_000_000, seconds: 1, refill: 10_000_000 };
  const limits = Object.fromEntries(limitNames.map((name) => [name, most]));
  await admin.call("/v1/admin/settings", { method: "PATCH", json: { limits } });
  await bringPeople(admin, count);
  return { admin, members: await readPeople(admin) };
}

async function bringPeople(admin: Api, count: number): Promise<void> {
  const lines: ImportInput[] = Array.from({ length: count }, (_, index) => ({
    kind: "person",
    source: "crowd",
    externalId: String(index),
    username: `person_${index}`,
    displayName: `Person ${index}`,
    createdAt: new Date().toISOString(),
  }));
  for (let from = 0; from < count; from += maxImportLines) {
    const part = lines.slice(from, from + maxImportLines);
    const { accepted, refused } = await admin.call<ImportResult>("/v1/admin/import", { lines: part });
    if (accepted !== part.length) throw new Error(`people were refused: ${JSON.stringify(refused[0])}`);
  }
}

async function readPeople(admin: Api): Promise<Member[]> {
  const members: Member[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<AdminUser> = await admin.call(`/v1/admin/users?q=person_&limit=100${query}`);
    members.push(...page.items.map(({ id }) => ({ id, sessionId: newId() })));
    cursor = page.nextCursor;
  }
  return members;
}

/** Makes a group of the administrator and `members`. Resolves to its id. */
export async function makeGroup({ admin }: Crowd, name: string, members: readonly Member[]): Promise<string> {
  const ids = members.map(({ id }) => id);
  const json = { type: "group", name, memberIds: ids.slice(0, membersPerCall) };
  const { id } = await admin.call<Conversation>("/v1/conversations", { json });
  for (let from = membersPerCall; from < ids.length; from += membersPerCall) {
    const userIds = ids.slice(from, from + membersPerCall);
    await admin.call(`/v1/conversations/${id}/members`, { json: { userIds } });
  }
  return id;
}

/**
 * An access token (see workers/http/tokens.ts) of a member, good for 15 minutes; signed with the key of this machine's `.dev.vars`.
 */
export async function accessToken(member: Member, now = Date.now()): Promise<string> {
  const [ring = ""] = ensureDevVars().TOKEN_KEYS.split(",");
  const [kid = "", secret = ""] = ring.split(":");
  const iat = now / 1000;
  return jwt.sign(
    { iss: "stoa", sub: member.id, sid: member.sessionId, role: "member", iat, exp: Math.floor(iat) + 15 * 60 },
    secret,
    { algorithm: "HS256", header: { typ: "JWT", kid } },
  );
}
