/** What an administrator can change without a deploy. */
import { z } from "zod";
import { defaultLimits, limit, limitNames, type LimitName, type Limit } from "./limits.ts";
import { defaultUploadLimits, type UploadLimit, uploadLimit, uploadLimits } from "./media.ts";
import { type Role, roles } from "./roles.ts";
import { line, text } from "./text.ts";

const origin = z
  .string()
  .max(200)
  .refine((value) => URL.canParse(value) && new URL(value).origin === value, {
    error: "must be an origin such as https://example.org",
  });

export const branding = z.strictObject({
  name: line(1, 60),
  tagline: line(0, 160),
  /** Accent as an OKLCH hue, 0 to 360; lightness and chroma are the theme's. */
  accentHue: z.number().min(0).max(360),
});

export const siteSettings = z
  .object({
    branding,
    registrationOpen: z.boolean(),
    /** Whether public content can be read without an account. */
    publicReading: z.boolean(),
    unverifiedMayPost: z.boolean(),
    deletionGraceDays: z.int(),
    corsOrigins: z.array(z.string()),
    maintenance: z.object({ on: z.boolean(), message: z.string() }),
    flags: z.record(z.string(), z.boolean()),
    limits: z.record(z.enum(limitNames), limit),
    /** Bytes that each role may upload and keep. */
    uploads: z.record(z.enum(roles), uploadLimit),
  })
  .meta({ id: "SiteSettings" });
export type SiteSettingsValue = Omit<z.infer<typeof siteSettings>, "limits" | "uploads"> & {
  limits: Record<LimitName, Limit>;
  uploads: Record<Role, UploadLimit>;
};

export const updateSiteSettings = z
  .strictObject({
    branding: branding.partial(),
    registrationOpen: z.boolean(),
    publicReading: z.boolean(),
    unverifiedMayPost: z.boolean(),
    deletionGraceDays: z.int().min(0).max(90),
    corsOrigins: z.array(origin).max(50),
    maintenance: z.strictObject({ on: z.boolean(), message: text(0, 500) }).partial(),
    flags: z.record(z.string().regex(/^[a-z][a-zA-Z0-9.]{0,60}$/, "must be a flag name"), z.boolean()),
    limits: z.partialRecord(z.enum(limitNames), limit),
    uploads: uploadLimits,
  })
  .partial()
  .meta({ id: "UpdateSiteSettings" });
export type UpdateSiteSettings = z.infer<typeof updateSiteSettings>;

export const defaultSettings: SiteSettingsValue = {
  branding: { name: "Stoa", tagline: "A place to meet, talk and learn.", accentHue: 240 },
  registrationOpen: true,
  publicReading: true,
  unverifiedMayPost: true,
  deletionGraceDays: 14,
  corsOrigins: [],
  maintenance: { on: false, message: "" },
  flags: {},
  limits: defaultLimits,
  uploads: defaultUploadLimits,
};

/** What everyone may know of the settings; the web app reads it once at start. */
export const publicSettings = z
  .object({
    branding,
    registrationOpen: z.boolean(),
    publicReading: z.boolean(),
    maintenance: z.object({ on: z.boolean(), message: z.string() }),
    flags: z.record(z.string(), z.boolean()),
  })
  .meta({ id: "PublicSettings" });
export type PublicSettings = z.infer<typeof publicSettings>;
