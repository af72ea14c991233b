import { describe, expect, it } from "vitest";
import { newId } from "../../contract/ids.ts";
import { parseFrame } from "./frames.ts";

const refusal = (data: string | ArrayBuffer) => {
  const parsed = parseFrame(data);
  return parsed.ok ? null : parsed.code;
};

describe("a frame", () => {
  it("is read as what the protocol says", () => {
    const id = newId();
    const frame = { t: "send", id, content: "Hello", replyTo: 3 };
    expect(parseFrame(JSON.stringify(frame))).toEqual({ ok: true, frame });
    expect(parseFrame('{"t":"hello","since":null}')).toEqual({ ok: true, frame: { t: "hello", since: null } });
  });

  it("is refused when it is binary, no JSON, or of an unknown kind", () => {
    expect(refusal(new ArrayBuffer(2))).toBe("malformed");
    expect(refusal("{")).toBe("malformed");
    for (const data of ["null", "[]", '"send"', "{}", '{"t":"dance"}', '{"t":"__proto__"}']) {
      expect(refusal(data)).toBe("validation_failed");
    }
  });

  it("has at most 64 KiB as UTF-8", () => {
    const bytes = (count: number) => JSON.stringify({ t: "typing", x: "é".repeat(count / 2) });
    expect(refusal(bytes(64 * 1024))).toBe("payload_too_large");
    expect(refusal(bytes(60 * 1024))).toBe("validation_failed");
    expect(refusal("x".repeat(64 * 1024 + 1))).toBe("payload_too_large");
  });

  it("that is refused names the message that was meant", () => {
    const id = newId();
    expect(parseFrame(JSON.stringify({ t: "send", id, content: "" }))).toMatchObject({ about: { id } });
    expect(parseFrame(JSON.stringify({ t: "send", id: "x", content: "" }))).toMatchObject({ about: {} });
    expect(parseFrame(JSON.stringify({ t: "edit", messageSeq: 3, content: "" }))).toMatchObject({
      about: { messageSeq: 3 },
    });
    expect(parseFrame(JSON.stringify({ t: "delete", messageSeq: -3 }))).toMatchObject({ about: {} });
  });
});
