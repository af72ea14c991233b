/** The table of rate limits: defaults that site settings may change. */
import { z } from "zod";

/**
 * `window`: at most `max` in any `seconds` (sliding). `bucket`: up to `max` at once, `refill` of them back per `seconds`.
 * `by`: whom it counts; `account` is an account under attack and the address it comes from.
 */
export const limit = z.strictObject({
  kind: z.enum(["window", "bucket"]),
  max: z.int().min(1).max(10_000_000),
  seconds: z.int().min(1).max(86_400),
  refill: z.int().min(1).optional(),
});
export type Limit = z.infer<typeof limit>;

const minutes = (n: number) => n * 60;

export const defaultLimits = {
  posts: { kind: "window", max: 100, seconds: minutes(15) },
  comments: { kind: "window", max: 200, seconds: minutes(15) },
  reactions: { kind: "window", max: 600, seconds: minutes(15) },
  messages: { kind: "bucket", max: 300, seconds: minutes(1), refill: 50 },
  uploads: { kind: "window", max: 100, seconds: minutes(60) },
  reports: { kind: "window", max: 30, seconds: minutes(60) },
  search: { kind: "window", max: 60, seconds: minutes(1) },
  registrations: { kind: "window", max: 60, seconds: minutes(15) },
  loginsPerAccount: { kind: "window", max: 10, seconds: minutes(15) },
  loginsPerAddress: { kind: "window", max: 100, seconds: minutes(15) },
  mails: { kind: "window", max: 10, seconds: minutes(60) },
  writes: { kind: "window", max: 600, seconds: minutes(15) },
  reads: { kind: "window", max: 1200, seconds: minutes(1) },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof defaultLimits;
export const limitNames = Object.keys(defaultLimits) as [LimitName, ...LimitName[]];
