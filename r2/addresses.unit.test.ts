import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "../contract/ids.ts";
import {
  type AddressKey,
  addressExpiry,
  addressStep,
  publicAddress,
  type Reader,
  signedQuery,
  verifyQuery,
} from "./addresses.ts";

const keys: AddressKey[] = [
  { kid: "new", secret: "n".repeat(43) },
  { kid: "old", secret: "o".repeat(43) },
];
const now = Date.UTC(2026, 0, 2, 3, 4, 5);
const reader: Reader = { kind: "person", id: newId() };

/** What the server takes apart of an address. */
function read(query: string): { v: number; r: string } {
  const params = new URLSearchParams(query);
  return { v: Number(params.get("v")), r: params.get("r") ?? "" };
}

describe("addresses", () => {
  it("are plain for everybody, and name the epoch from the second on", () => {
    expect(publicAddress("M", 1, null)).toBe("/media/M");
    expect(publicAddress("M", 1, "feed")).toBe("/media/M/feed");
    expect(publicAddress("M", 3, "feed")).toBe("/media/M/feed?v=3");
  });

  it("tell for whom they were signed, and until when", () => {
    const id = newId();
    for (const one of [reader, { kind: "conversation", id: newId() }] as const) {
      const { v, r } = read(signedQuery(keys, id, 2, one, now));
      expect(v).toBe(2);
      expect(verifyQuery(keys, id, 2, r, now)).toEqual({ reader: one, expires: addressExpiry(now) });
    }
  });

  it("stay the same for a while, and live for 30 to 60 minutes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        const left = addressExpiry(at) - at;
        expect(left).toBeGreaterThan(addressStep);
        expect(left).toBeLessThanOrEqual(2 * addressStep);
      }),
    );
    const id = newId();
    const start = Math.floor(now / addressStep) * addressStep;
    expect(signedQuery(keys, id, 1, reader, start)).toBe(signedQuery(keys, id, 1, reader, start + addressStep - 1));
  });

  it("end when their time is over", () => {
    const id = newId();
    const { r } = read(signedQuery(keys, id, 1, reader, now));
    expect(verifyQuery(keys, id, 1, r, addressExpiry(now) - 1)).not.toBeNull();
    expect(verifyQuery(keys, id, 1, r, addressExpiry(now))).toBeNull();
  });

  it("hold for no other media, epoch, reader or time", () => {
    const id = newId();
    const { r } = read(signedQuery(keys, id, 1, reader, now));
    expect(verifyQuery(keys, newId(), 1, r, now)).toBeNull();
    expect(verifyQuery(keys, id, 2, r, now)).toBeNull();
    expect(verifyQuery(keys, id, 1, r.replace(reader.id, newId()), now)).toBeNull();
    expect(verifyQuery(keys, id, 1, r.replace(".p", ".c"), now)).toBeNull();
    const [kid = "", seconds = ""] = r.split(".");
    const later = (Number.parseInt(seconds, 36) + 3600).toString(36);
    expect(verifyQuery(keys, id, 1, r.replace(`${kid}.${seconds}`, `${kid}.${later}`), now)).toBeNull();
  });

  it("hold while their key is in the ring", () => {
    const id = newId();
    const { r } = read(signedQuery(keys.slice(1), id, 1, reader, now));
    expect(verifyQuery(keys, id, 1, r, now)).not.toBeNull();
    expect(verifyQuery(keys.slice(0, 1), id, 1, r, now)).toBeNull();
    expect(() => signedQuery([], id, 1, reader, now)).toThrow("no key");
  });

  it("refuse whatever is none, without failing", () => {
    const id = newId();
    fc.assert(fc.property(fc.string(), (text) => verifyQuery(keys, id, 1, text, now) === null));
    const { r } = read(signedQuery(keys, id, 1, reader, now));
    fc.assert(
      fc.property(fc.nat(r.length - 1), fc.constantFrom(..."aZ09.-_"), (at, char) => {
        const changed = r.slice(0, at) + char + r.slice(at + 1);
        // The last character of a signature carries bits that Base64 ignores; the text is compared, so they count.
        expect(verifyQuery(keys, id, 1, changed, now) === null).toBe(changed !== r);
      }),
    );
  });
});
