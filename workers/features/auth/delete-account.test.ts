import { eq, ne } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../../contract/errors.ts";
import { users } from "../../../db/schema.ts";
import { type Account, mailTo, makeAccount, password, sessionOf, signIn } from "../../../tests/harness/accounts.ts";
import { api, db, makePerson } from "../../../tests/harness/people.ts";
import { makePost } from "../../../tests/harness/posts.ts";

const dayMillis = 86_400_000;
const leave = (as: { token: string }, typed = password) =>
  api<{ deletedAt: string; erasedAfter: string } & Problem>("/v1/users/me", {
    method: "DELETE",
    as,
    body: { password: typed },
  });

let person: Account;
beforeEach(async () => {
  person = await makeAccount();
});

describe("deleting an account", () => {
  it("needs the password", async () => {
    const { status, body } = await leave(person, "not the password");
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ path: "password" })]);
  });

  it("hides the person and their posts at once, ends all sessions, and says when it is erased", async () => {
    const post = await makePost({ ...person, role: "member" });
    const reader = await makePerson();
    const { status, body } = await leave(person);
    expect(status).toBe(202);
    expect(Date.parse(body.erasedAfter) - Date.parse(body.deletedAt)).toBe(14 * dayMillis);
    expect((await api("/v1/users/me", { as: person })).status).toBe(401);
    expect((await api("/v1/auth/refresh", { body: { refreshToken: person.refreshToken } })).status).toBe(401);
    expect((await api(`/v1/users/${person.username}`, { as: reader })).status).toBe(404);
    expect((await api(`/v1/posts/${post.id}`, { as: reader })).status).toBe(404);
    await mailTo(person.email, /will be erased/);
  });

  it("is undone by signing in within the grace period", async () => {
    const post = await makePost({ ...person, role: "member" });
    await leave(person);
    expect((await signIn(person.email, { password: "not the password" })).status).toBe(401);
    const { status, body } = await signIn(person.email);
    expect(status).toBe(200);
    const back = sessionOf(body);
    expect((await api("/v1/users/me", { as: back })).status).toBe(200);
    expect((await api(`/v1/posts/${post.id}`, { as: back })).status).toBe(200);
    const [row] = await db.select().from(users).where(eq(users.id, person.id));
    expect(row).toMatchObject({ status: "active", deletedAt: null, eraseAfter: null });
  });

  it("is final after it: signing in answers as for an unknown account", async () => {
    await leave(person);
    await db
      .update(users)
      .set({ eraseAfter: Date.now() - 1 })
      .where(eq(users.id, person.id));
    const gone = await signIn(person.email);
    const unknown = await signIn("nobody@example.org");
    expect(gone.status).toBe(401);
    expect((gone.body as unknown as Problem).detail).toBe((unknown.body as unknown as Problem).detail);
  });

  it("is refused to the only administrator", async () => {
    const admin = await makeAccount({ role: "admin" });
    await db.update(users).set({ role: "member" }).where(ne(users.id, admin.id));
    expect(await leave(admin)).toMatchObject({ status: 409, body: { code: "conflict" } });
    await makePerson({ role: "admin" });
    expect((await leave(admin)).status).toBe(202);
  });
});
