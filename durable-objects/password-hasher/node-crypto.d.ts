/** The one function of `node:crypto` that has no web-standard counterpart (RFC 7914). workerd runs it natively. */
declare module "node:crypto" {
  export function scrypt(
    password: string,
    salt: Uint8Array,
    keyLength: number,
    options: { N: number; r: number; p: number; maxmem: number },
    callback: (error: Error | null, key: Uint8Array) => void,
  ): void;
}
