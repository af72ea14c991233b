/** Media: pictures, video, audio and files. Bytes are declared first, then sent, then looked at; only what was looked at is shown. */
import { z } from "zod";
import { id } from "./ids.ts";
import { roles, type Role } from "./roles.ts";
import { language, line, text } from "./text.ts";

export const mediaKinds = ["image", "video", "audio", "file"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** `uploading` bytes are awaited; `processing` they are looked at; `ready` shown; `refused` for `reason`, the bytes are gone. */
export const mediaStates = ["uploading", "processing", "ready", "refused"] as const;
export type MediaState = (typeof mediaStates)[number];

/** Why bytes were refused. `detail` of the same answer says it in words. */
export const refusalReasons = [
  /** Nothing that can be shown or kept: an executable, or a container that is none of the accepted ones. */
  "type_not_accepted",
  /** The content is not what was declared. */
  "type_mismatch",
  "size_mismatch",
  /** The structure breaks off or contradicts itself. */
  "damaged",
  /** More pixels, frames, tracks or seconds than is reasonable. */
  "too_large_to_show",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Pictures derived from the original; `poster` belongs to videos. */
export const variants = ["avatar", "thumb", "feed", "full", "poster"] as const;
export type Variant = (typeof variants)[number];

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** The most that R2 takes in one go (https://developers.cloudflare.com/r2/platform/limits/): an original is written so. */
const largestFile = 5 * GiB - 5 * MiB;

/** Bytes that a role may send at once, as a video, and keep altogether. */
export const uploadLimit = z.strictObject({
  fileBytes: z.int().min(1).max(largestFile),
  videoBytes: z.int().min(1).max(largestFile),
  quotaBytes: z
    .int()
    .min(1)
    .max(1024 * GiB),
});
export type UploadLimit = z.infer<typeof uploadLimit>;

const ordinary: UploadLimit = { fileBytes: 50 * MiB, videoBytes: 500 * MiB, quotaBytes: 5 * GiB };
const generous: UploadLimit = { fileBytes: 50 * MiB, videoBytes: 2 * GiB, quotaBytes: 100 * GiB };

/** Defaults that site settings may change. */
export const defaultUploadLimits: Record<Role, UploadLimit> = {
  member: ordinary,
  student: ordinary,
  parent: ordinary,
  teacher: generous,
  researcher: generous,
  creator: generous,
  moderator: generous,
  admin: generous,
};
export const uploadLimits = z.partialRecord(z.enum(roles), uploadLimit);

/** Files larger than this are sent in parts of `partBytes` (the last may be smaller). R2 wants parts of equal size, at least 5 MiB. */
export const wholeBytes = 16 * MiB;
export const partBytes = 8 * MiB;
/** The most that one request may carry, in parts or whole; Cloudflare's own limit is 100 MB. */
export const maxRequestBytes = 95 * MiB;
/** Of a poster, and of a file of captions. */
export const maxPosterBytes = 2 * MiB;
export const maxCaptionsBytes = 512 * 1024;
export const maxCaptionLanguages = 50;

export const maxMediaPerPost = 10;
export const maxMediaPerMessage = 10;
export const maxAltLength = 1500;
export const alt = text(0, maxAltLength);
export const mediaIds = z
  .array(id)
  .max(maxMediaPerPost)
  .refine((ids) => new Set(ids).size === ids.length, { error: "must not name one twice" });

/** The name of a file as somebody sends it, with whatever characters; what is kept of it is for `displayName` in the Worker. */
const filename = z
  .string()
  .min(1)
  .max(1000)
  .refine((name) => name.isWellFormed(), { error: "must be well-formed Unicode" });

/** Announces a file. `type` is what the client takes it for (RFC 6838); the content decides. */
export const newMedia = z
  .strictObject({
    filename,
    type: z
      .string()
      .max(255)
      .regex(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/, "must be a media type such as image/png"),
    size: z.int().min(1, "must not be empty").max(Number.MAX_SAFE_INTEGER),
    alt: alt.optional(),
  })
  .meta({ id: "NewMedia" });
export type NewMedia = z.infer<typeof newMedia>;

/** Where the bytes go: `PUT` all of them to `uploadUrl`, or, with `partSize`, each part to `uploadUrl?part=1` and on, then `complete`. */
export const uploadTarget = z
  .object({ id, uploadUrl: z.string(), partSize: z.int().optional() })
  .meta({ id: "UploadTarget" });
export type UploadTarget = z.infer<typeof uploadTarget>;

export const partQuery = z.strictObject({ part: z.coerce.number().int().min(1).max(10_000).optional() });
export const uploadedPart = z.object({ part: z.int(), size: z.int() }).meta({ id: "UploadedPart" });
export type UploadedPart = z.infer<typeof uploadedPart>;

export const updateMedia = z.strictObject({ alt }).partial().meta({ id: "UpdateMedia" });
export type UpdateMedia = z.infer<typeof updateMedia>;

/** Captions of a video (WebVTT, https://www.w3.org/TR/webvtt1/). */
export const captions = z.object({ language, url: z.string() });

const addresses = z.object({
  original: z.string(),
  avatar: z.string().optional(),
  thumb: z.string().optional(),
  feed: z.string().optional(),
  full: z.string().optional(),
  poster: z.string().optional(),
});

/**
 * A media. `width` and `height` are pixels as shown, after turning; `duration` seconds; `placeholder` a ThumbHash in base64
 * (https://evanw.github.io/thumbhash/). Addresses of what not everybody may see carry a signature that expires within the hour.
 * `upload` tells its owner what has arrived, to go on after a cut.
 */
export const media = z
  .object({
    id,
    state: z.enum(mediaStates),
    reason: z.enum(refusalReasons).optional(),
    detail: z.string().optional(),
    kind: z.enum(mediaKinds),
    type: z.string(),
    size: z.int(),
    width: z.int().optional(),
    height: z.int().optional(),
    duration: z.number().optional(),
    placeholder: z.string().optional(),
    alt: z.string(),
    filename: z.string(),
    captions: z.array(captions).optional(),
    urls: addresses,
    upload: z
      .object({ uploadUrl: z.string(), partSize: z.int().optional(), received: z.array(uploadedPart) })
      .optional(),
  })
  .meta({ id: "Media" });
export type Media = z.infer<typeof media>;

/** What somebody keeps and may keep, in bytes. */
export const mediaUsage = z.object({ usedBytes: z.int(), ...uploadLimit.shape }).meta({ id: "MediaUsage" });
export type MediaUsage = z.infer<typeof mediaUsage>;

/** A language of captions in an address. */
export const captionsParams = z.strictObject({ id, language });
/** Kept for people who read names: a file's name as it is shown and downloaded. */
export const shownFilename = line(1, 200);
