/** Headers of bytes that people sent: nothing in them runs or reaches out, whatever a browser takes them for. */
import type { Scope } from "../../../scope.ts";

export interface Described {
  /** Media type; never the client's word. */
  type: string;
  disposition: string;
  cacheControl: string;
}

/** In the place of the app's own policy: a document of its own, without scripts, forms, requests or an origin. */
const sandbox = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/** Headers of an answer with bytes. Other sites may show them once an administrator lets them use the API. */
export function bytesHeaders({ settings }: Pick<Scope, "settings">, described: Described): Headers {
  return new Headers({
    "Content-Type": described.type,
    "Content-Disposition": described.disposition,
    "Cache-Control": described.cacheControl,
    "Content-Security-Policy": sandbox,
    "Cross-Origin-Resource-Policy": settings.corsOrigins.length > 0 ? "cross-origin" : "same-site",
    "X-Content-Type-Options": "nosniff",
  });
}
