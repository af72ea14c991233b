/**
 * Arguments of itty-durable travel in a request header, which takes ASCII only. A value goes as JSON in which every
 * other character is escaped, so that it comes back as it was. Pure.
 */

/** JSON in ASCII: what is not becomes `\uXXXX`, by UTF-16 code unit (RFC 8259, section 7). */
export function toAsciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
