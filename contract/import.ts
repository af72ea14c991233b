/** Bringing an existing community in: NDJSON lines, each with the id that it had elsewhere. */
import { z } from "zod";
import { email } from "./auth.ts";
import { conversationName, conversationTopic, conversationType, maxGroupMembers } from "./conversations.ts";
import { messageContent } from "./messages.ts";
import { audience, maxTags, postTypes, tagName } from "./posts.ts";
import { codePoints, language, line, text, time, url } from "./text.ts";
import { profileLink, username } from "./users.ts";

/** An id as the other place knows it; unique there for its kind. */
const externalId = line(1, 200);
/** Name of the place things come from; external ids are unique within it. */
const source = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a short lower-case name");

/** A time that has been: nothing may stand on top of feeds until its day comes. A minute is left for clocks that differ. */
const pastTime = time
  .refine((value) => Date.parse(value) >= 0, { error: "must not be before 1970" })
  .refine((value) => Date.parse(value) <= Date.now() + 60_000, { error: "must not be in the future" });

/** scrypt as a PHC string (`$scrypt$ln=14,r=8,p=5$<salt>$<hash>`, base 64 without padding) or bcrypt with a cost of 4 to 14. */
const passwordHash = z
  .string()
  .regex(
    /^(\$scrypt\$ln=\d{1,2},r=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{1,128}\$[A-Za-z0-9+/]{22,128}|\$2[aby]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53})$/,
    "must be a scrypt PHC string or a bcrypt hash",
  );

const words = z
  .array(line(1, 40))
  .max(30)
  .overwrite((list) => [...new Set(list)]);

/**
 * A person. Without `passwordHash` nobody can sign in until a reset, which `email` makes possible.
 * `emailVerified`: the other place has seen that the address is theirs. `ifTaken`: whether a username that somebody has here is refused,
 * which is the default, or gets a number.
 */
export const importPerson = z.strictObject({
  kind: z.literal("person"),
  source,
  externalId,
  username,
  ifTaken: z.enum(["refuse", "number"]).optional(),
  displayName: line(1, 60),
  bio: text(0, 500).optional(),
  pronouns: line(0, 40).optional(),
  location: line(0, 100).optional(),
  website: url.optional(),
  links: z.array(profileLink).max(10).optional(),
  skills: words.optional(),
  interests: words.optional(),
  email: email.optional(),
  emailVerified: z.boolean().optional(),
  passwordHash: passwordHash.optional(),
  createdAt: pastTime,
});

/** `follower` follows `followee`; both are external ids of people. Without a time, it began now. */
export const importFollow = z.strictObject({
  kind: z.literal("follow"),
  source,
  follower: externalId,
  followee: externalId,
  createdAt: pastTime.optional(),
});

/** A post. `tags` are added to those read from its text; `score` and `comments` are what it had there, shown beside our own counts. */
export const importPost = z
  .strictObject({
    kind: z.literal("post"),
    source,
    externalId,
    author: externalId,
    type: z.enum(postTypes).extract(["text", "link", "article"]),
    content: text(0, 5000).default(""),
    language: language.optional(),
    tags: z.array(tagName).max(maxTags).optional(),
    audience: audience.optional(),
    sensitive: z.boolean().optional(),
    contentWarning: line(0, 200).optional(),
    link: z.strictObject({ url, title: line(0, 300).optional() }).optional(),
    article: z.strictObject({ title: line(1, 300), body: text(1, 50_000) }).optional(),
    score: z.int().optional(),
    comments: z.int().min(0).optional(),
    createdAt: pastTime,
  })
  .superRefine((post, ctx) => {
    if (post.type === "text" && codePoints(post.content.trim()) < 1)
      ctx.addIssue({ code: "custom", path: ["content"], message: "must not be empty" });
    for (const part of ["article", "link"] as const) {
      if ((post.type === part) === (post[part] !== undefined)) continue;
      const message =
        post.type === part ? `is required for a post of type ${part}` : `belongs to posts of type ${part}`;
      ctx.addIssue({ code: "custom", path: [part], message });
    }
  });

/** A comment on `post`, or on the comment `parent` of the same post. */
export const importComment = z.strictObject({
  kind: z.literal("comment"),
  source,
  externalId,
  author: externalId,
  post: externalId,
  parent: externalId.optional(),
  content: text(1, 5000),
  createdAt: pastTime,
});

/** `person` likes a post or a comment: one of the two. */
export const importLike = z
  .strictObject({
    kind: z.literal("like"),
    source,
    person: externalId,
    post: externalId.optional(),
    comment: externalId.optional(),
    createdAt: pastTime.optional(),
  })
  .refine((like) => (like.post === undefined) !== (like.comment === undefined), {
    error: "must name a post or a comment",
  });

/** A channel or a group. `owner` and `members` are in it now; whoever once came and went is told by `membership` lines. */
export const importConversation = z.strictObject({
  kind: z.literal("conversation"),
  source,
  externalId,
  type: conversationType.extract(["channel", "group"]),
  name: conversationName,
  topic: conversationTopic.optional(),
  owner: externalId.optional(),
  members: z.array(externalId).max(maxGroupMembers).optional(),
  createdAt: pastTime,
});

/** What `sender` said. External ids of messages are unique in their conversation; `replyTo` is one of them. */
export const importMessage = z.strictObject({
  kind: z.literal("message"),
  source,
  externalId,
  conversation: externalId,
  sender: externalId,
  content: messageContent,
  replyTo: externalId.optional(),
  createdAt: pastTime,
});

/** `person` came or went, as the record shows it; it says nothing of who is a member now. External ids are unique in their conversation. */
export const importMembership = z.strictObject({
  kind: z.literal("membership"),
  source,
  externalId,
  conversation: externalId,
  person: externalId,
  event: z.enum(["joined", "left"]),
  createdAt: pastTime,
});

export const importLine = z.discriminatedUnion("kind", [
  importPerson,
  importFollow,
  importPost,
  importComment,
  importLike,
  importConversation,
  importMessage,
  importMembership,
]);
export type ImportLine = z.infer<typeof importLine>;
export type ImportPerson = z.infer<typeof importPerson>;
export type ImportFollow = z.infer<typeof importFollow>;
export type ImportPost = z.infer<typeof importPost>;
export type ImportComment = z.infer<typeof importComment>;
export type ImportLike = z.infer<typeof importLike>;
export type ImportConversation = z.infer<typeof importConversation>;
export type ImportMessage = z.infer<typeof importMessage>;
export type ImportMembership = z.infer<typeof importMembership>;
/** A line before its defaults are filled in, as whoever sends it writes it. */
export type ImportInput = z.input<typeof importLine>;

/** At most this many lines in one request. */
export const maxImportLines = 1000;

/** Lines are counted from 1. `repeated` were there already; `refused` say why and change nothing. */
export const importResult = z
  .object({
    accepted: z.int(),
    repeated: z.int(),
    refused: z.array(z.object({ line: z.int(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: "ImportResult" });
export type ImportResult = z.infer<typeof importResult>;
