/** Health of the site and, in development, the mail that it would have sent. */
import { z } from "zod";
import { time } from "./text.ts";

export const health = z
  .object({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    checks: z.record(z.string(), z.enum(["ok", "failed"])),
  })
  .meta({ id: "Health" });

export const devMail = z.object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string(), at: time });
export const devMailbox = z.object({ items: z.array(devMail) }).meta({ id: "DevMailbox" });
