import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import type { Config } from "../env.ts";
import { accessSeconds, readRefreshToken, refreshToken, signAccess, verifyAccess } from "./tokens.ts";

const config: Config = {
  environment: "development",
  siteOrigin: "http://localhost:8787",
  mailFrom: "stoa@localhost",
  tokenKeys: [
    { kid: "new", secret: "n".repeat(43) },
    { kid: "old", secret: "o".repeat(43) },
  ],
  refreshKey: "r".repeat(43),
  metricsToken: "m".repeat(43),
  setupToken: null,
};
const viewer = { id: newId(), role: "teacher", sessionId: newId() } as const;
const bytes = (secret: string) => new TextEncoder().encode(secret);

describe("access tokens", () => {
  it("are JWTs that another implementation verifies", async () => {
    const token = await signAccess(config, viewer);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT", kid: "new" });
    const { payload } = await jwtVerify(token, bytes("n".repeat(43)), { issuer: "stoa", algorithms: ["HS256"] });
    expect(payload).toMatchObject({ sub: viewer.id, sid: viewer.sessionId, role: "teacher" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(accessSeconds);
  });

  it("count while any key of the ring signed them", async () => {
    const byOld = await signAccess({ ...config, tokenKeys: config.tokenKeys.slice(1) }, viewer);
    expect(await verifyAccess(config, byOld)).toMatchObject(viewer);
    expect(await verifyAccess({ ...config, tokenKeys: config.tokenKeys.slice(0, 1) }, byOld)).toBeNull();
  });

  it.each([
    ["without an end", (jwt: SignJWT) => jwt.setIssuer("stoa").setIssuedAt()],
    ["of another issuer", (jwt: SignJWT) => jwt.setIssuer("other").setIssuedAt().setExpirationTime("5m")],
    [
      "that have ended",
      (jwt: SignJWT) =>
        jwt
          .setIssuer("stoa")
          .setIssuedAt()
          .setExpirationTime(Math.floor(Date.now() / 1000) - 1),
    ],
  ])("do not count %s", async (_, shape) => {
    const jwt = new SignJWT({ sid: viewer.sessionId, role: viewer.role })
      .setSubject(viewer.id)
      .setProtectedHeader({ alg: "HS256", kid: "new" });
    expect(await verifyAccess(config, await shape(jwt).sign(bytes("n".repeat(43))))).toBeNull();
  });

  it("do not count with a role that does not exist, another algorithm or a changed payload", async () => {
    const sign = (alg: string, role: string) =>
      new SignJWT({ sid: viewer.sessionId, role })
        .setSubject(viewer.id)
        .setIssuer("stoa")
        .setIssuedAt()
        .setExpirationTime("5m")
        .setProtectedHeader({ alg, kid: "new" })
        .sign(bytes("n".repeat(64)));
    const ring = { ...config, tokenKeys: [{ kid: "new", secret: "n".repeat(64) }] };
    expect(await verifyAccess(ring, await sign("HS256", "teacher"))).toMatchObject(viewer);
    expect(await verifyAccess(ring, await sign("HS256", "emperor"))).toBeNull();
    expect(await verifyAccess(ring, await sign("HS512", "teacher"))).toBeNull();
    const [header, payload = "", signature] = (await signAccess(config, viewer)).split(".");
    const promoted = btoa(atob(payload).replace("teacher", "admin")).replaceAll("=", "");
    expect(await verifyAccess(config, [header, promoted, signature].join("."))).toBeNull();
  });
});

describe("refresh tokens", () => {
  it("are the same for the same generation and differ for every other", async () => {
    const session = { id: newId(), seed: "seed" };
    const first = await refreshToken(config, session, 1);
    expect(await refreshToken(config, session, 1)).toBe(first);
    const others = await Promise.all([
      refreshToken(config, session, 2),
      refreshToken(config, { ...session, seed: "other" }, 1),
      refreshToken({ ...config, refreshKey: "x".repeat(43) }, session, 1),
    ]);
    expect(new Set([first, ...others]).size).toBe(4);
    expect(readRefreshToken(first)).toEqual({ sessionId: session.id, generation: 1 });
  });

  it("are not read from anything else", () => {
    for (const text of ["", "a.b.c", `${newId()}.-1.${"a".repeat(43)}`, `${newId()}.1.${"a".repeat(42)}`])
      expect(readRefreshToken(text)).toBeNull();
  });
});
