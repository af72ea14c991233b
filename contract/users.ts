/** People: cards, profiles, settings and relations. */
import { z } from "zod";
import { id, isId } from "./ids.ts";
import { page } from "./page.ts";
import { permissions, role } from "./roles.ts";
import { language, line, text, time, url } from "./text.ts";

/** Names that would read as a place or an authority of the site. */
const reserved = new Set(
  (
    "about account accounts admin administrator api app assets auth blog bookmarks cdn channels chat console courses dashboard dev docs " +
    "everyone explore feed follow followers following graphql groups health help here home latest legal live login logout mail me media messages metrics " +
    "moderation moderator news notifications null oauth official people policy post posts privacy profile register reports requests reset root search security " +
    "settings shop signin signout signup site staff stoa static status store streams support system tag tags team terms trending undefined user users verify webmaster www you"
  ).split(" "),
);

/** 3 to 30 of `a-z 0-9 _ .`, kept as written and compared without case; not reserved, not shaped like an id, no dot at an end or doubled. */
export const username = z
  .string()
  .trim()
  .min(3, "must have at least 3 characters")
  .max(30, "must have at most 30 characters")
  .regex(/^[A-Za-z0-9_.]+$/, "may contain letters a to z, digits, _ and .")
  .refine((name) => !/^\.|\.$|\.\./.test(name), { error: "must not start or end with a dot or double it" })
  .refine((name) => !isId(name.toUpperCase()), { error: "must not look like an id" })
  .refine((name) => !reserved.has(name.toLowerCase()), { error: "is reserved" })
  .meta({ id: "Username", example: "ada" });

/** A person inside other things. */
export const userCard = z
  .object({
    id,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    role,
    verified: z.boolean(),
  })
  .meta({ id: "UserCard" });
export type UserCard = z.infer<typeof userCard>;

export const visibility = z.enum(["public", "connections", "private"]);
export type Visibility = z.infer<typeof visibility>;

export const profileLink = z.strictObject({ label: line(0, 60), url });
export const educationEntry = z.strictObject({
  school: line(1, 120),
  degree: line(0, 120).optional(),
  from: z.int().min(1900).max(2100).optional(),
  to: z.int().min(1900).max(2100).nullable().optional(),
});
export const experienceEntry = z.strictObject({
  organisation: line(1, 120),
  title: line(0, 120).optional(),
  from: z.int().min(1900).max(2100).optional(),
  to: z.int().min(1900).max(2100).nullable().optional(),
  description: text(0, 500).optional(),
});
export type ProfileLink = z.infer<typeof profileLink>;
export type EducationEntry = z.infer<typeof educationEntry>;
export type ExperienceEntry = z.infer<typeof experienceEntry>;

/** How the asking person stands to this one. `requested`: a locked account has not answered yet. */
export const relation = z.object({
  follow: z.enum(["none", "requested", "following"]),
  followedBy: z.boolean(),
  blocking: z.boolean(),
  muting: z.boolean(),
});
export type Relation = z.infer<typeof relation>;

/** A profile. A profile that is not for the asking person's eyes has `restricted: true` and only its card filled. */
export const user = userCard
  .extend({
    coverUrl: z.string().nullable(),
    bio: z.string(),
    bioHtml: z.string(),
    pronouns: z.string(),
    location: z.string(),
    website: z.string().nullable(),
    links: z.array(profileLink),
    skills: z.array(z.string()),
    interests: z.array(z.string()),
    education: z.array(educationEntry),
    experience: z.array(experienceEntry),
    locked: z.boolean(),
    restricted: z.boolean(),
    createdAt: time,
    counts: z.object({ followers: z.int(), following: z.int(), posts: z.int() }),
    viewer: relation.optional(),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof user>;

export const theme = z.enum(["system", "light", "dark"]);

export const userSettings = z
  .object({
    locale: language,
    timeZone: z.string(),
    theme,
    profileVisibility: visibility,
    activityVisibility: visibility,
    whoMayMessage: z.enum(["everyone", "connections", "nobody"]),
  })
  .meta({ id: "UserSettings" });
export type UserSettings = z.infer<typeof userSettings>;

/** The signed-in person's own account. */
export const me = user
  .extend({
    avatarMediaId: id.nullable(),
    coverMediaId: id.nullable(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    pendingEmail: z.string().nullable(),
    dateOfBirth: z.string().nullable(),
    permissions: z.array(z.enum(permissions)),
    settings: userSettings,
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof me>;

const words = z
  .array(line(1, 40))
  .max(30)
  .overwrite((list) => [...new Set(list)]);

/** An IANA time zone that this runtime knows. */
export const timeZone = z.string().max(64).refine(isTimeZone, { error: "must be a time zone such as Asia/Phnom_Penh" });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Changes the fields sent. */
export const updateMe = z
  .strictObject({
    username,
    displayName: line(1, 60),
    /** Pictures of one's own that are ready; null takes them away. */
    avatarMediaId: id.nullable(),
    coverMediaId: id.nullable(),
    bio: text(0, 500),
    pronouns: line(0, 40),
    location: line(0, 100),
    website: url.nullable(),
    links: z.array(profileLink).max(10),
    skills: words,
    interests: words,
    education: z.array(educationEntry).max(20),
    experience: z.array(experienceEntry).max(20),
    locked: z.boolean(),
    settings: z
      .strictObject({
        locale: language,
        timeZone,
        theme,
        profileVisibility: visibility,
        activityVisibility: visibility,
        whoMayMessage: z.enum(["everyone", "connections", "nobody"]),
      })
      .partial(),
  })
  .partial()
  .meta({ id: "UpdateMe" });
export type UpdateMe = z.infer<typeof updateMe>;

export const userCardPage = page(userCard.extend({ viewer: relation.optional() })).meta({ id: "UserCardPage" });
export type UserListItem = UserCard & { viewer?: Relation | undefined };

/** Someone to follow, and why: people you follow who follow them, or interests that you share. */
export const suggestion = userCard
  .extend({
    bio: z.string(),
    viewer: relation,
    reason: z.object({ mutuals: z.int(), sharedInterests: z.array(z.string()) }),
  })
  .meta({ id: "Suggestion" });
export type Suggestion = z.infer<typeof suggestion>;
export const suggestionPage = page(suggestion).meta({ id: "SuggestionPage" });

export const autocompleteQuery = z.strictObject({
  q: z.string().trim().max(60),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});
/** Profiles of a bulk read: those that exist and may be seen, in the order asked for. */
export const userList = z.object({ items: z.array(user) }).meta({ id: "UserList" });
export const userCards = z.object({ items: z.array(userCard) }).meta({ id: "UserCards" });

export const idsQuery = z.strictObject({
  ids: z
    .string()
    .transform((list) => [...new Set(list.split(",").filter((part) => part !== ""))])
    .pipe(z.array(id).min(1).max(100)),
});

/** An id or a username, as addresses of profiles take. */
export const idOrUsername = z.string().min(1).max(30);
