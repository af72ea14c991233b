/** Where to go after signing in: an address of this site, never another's (`//evil.example`, `/\evil.example`). */
export function safeReturnTo(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return /^\/(?![/\\])/.test(value) ? value : undefined;
}
