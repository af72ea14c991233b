/**
 * CORS of the bucket, in the shape of Cloudflare's API (https://developers.cloudflare.com/r2/buckets/cors/), which
 * `wrangler r2 bucket cors set` takes. Browsers reach media through the Worker, on the site's own origin, and need none of it; it is
 * there for addresses that lead to the bucket itself (presigned ones, a custom domain), and lets in no more than the site.
 */

/** Origins besides the site's own that may speak to the bucket, as `https://app.example.org`. */
export const furtherOrigins: readonly string[] = [];

export interface CorsRule {
  id: string;
  allowed: { origins: string[]; methods: ("GET" | "HEAD" | "PUT")[]; headers: string[] };
  exposeHeaders: string[];
  maxAgeSeconds: number;
}

/** The whole CORS configuration of a bucket whose site is at `origin`; it replaces what was there. */
export function corsConfiguration(origin: string): { rules: CorsRule[] } {
  return {
    rules: [
      {
        id: "the site reads and uploads",
        allowed: {
          origins: [...new Set([origin, ...furtherOrigins])],
          methods: ["GET", "HEAD", "PUT"],
          headers: ["content-type", "range", "if-match", "if-none-match"],
        },
        // A client that sends parts needs their ETags; one that reads ranges, where it is.
        exposeHeaders: ["accept-ranges", "content-length", "content-range", "etag"],
        maxAgeSeconds: 3600,
      },
    ],
  };
}
