import { describe, expect, it } from "vitest";
import { formatPhc, parsePhc } from "./phc.ts";

const valid = "$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

describe("parsePhc", () => {
  it("reads what formatPhc writes", () => {
    const parsed = parsePhc(valid);
    expect(parsed?.cost).toEqual({ ln: 14, r: 8, p: 5 });
    expect(new TextDecoder().decode(parsed?.salt)).toBe("saltsaltsaltsalt");
    expect(formatPhc(parsed!)).toBe(valid);
  });

  it.each([
    ["another algorithm", valid.replace("scrypt", "argon2id")],
    ["too much memory", valid.replace("ln=14", "ln=20")],
    ["too much work", valid.replace("p=5", "p=99")],
    ["no cost", valid.replace("ln=14", "ln=0")],
    ["a hash too short to mean anything", "$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA"],
    ["padding", `${valid}=`],
    ["broken base 64", valid.replace("c2FsdHNhbHRzYWx0c2FsdA", "c2Fsd")],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(parsePhc(text)).toBeNull();
  });
});
