/**
 * Media that somebody may see. One statement has the media, what shows it, and all that the rules want to know of that, so that every
 * way to the bytes and to what is said of them decides alike.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { type CardRow, cardColumns } from "../../../db/cards.ts";
import type { Database } from "../../../db/client.ts";
import { relationColumns, type RelationRow } from "../../../db/relations.ts";
import { conversationMembers, conversations, media, type MediaRow, posts, users } from "../../../db/schema.ts";
import type { MediaRefKind } from "../../../db/schema-media.ts";
import type { Reader } from "../../../r2/addresses.ts";
import { isForEverybody, type MediaReference, mediaRules, type MediaSubject } from "../../access/media.ts";
import { notFound } from "../../http/error.ts";
import { subjectOf } from "../../pipeline/cards.ts";
import { postSubject } from "../../pipeline/posts.ts";
import type { Asker, Scope } from "../../scope.ts";

export interface VisibleMedia {
  row: MediaRow;
  /** Whether people without an account may see it: plain addresses and shared caches are for such media alone. */
  everybody: boolean;
}

/** Things that are looked at to find one that opens a media; only its owner can make them more. */
const maxReferences = 200;

/**
 * A media that is ready, and that `reader` may see: who asks, unless an address names somebody else. Throws `not_found` for any other,
 * and for what is not ready or being deleted.
 */
export async function visibleMedia(scope: Scope, id: string, reader?: Reader): Promise<VisibleMedia> {
  const rows = await findWithReferences(scope.db, id, reader ?? personOf(scope));
  const [first] = rows;
  if (!first) throw notFound("media");
  const subject = subjectFrom(first, rows);
  if (!mayRead(subject, first.reader, scope, reader)) throw notFound("media");
  return { row: first.row, everybody: isForEverybody(subject.references, scope.settings) };
}

function personOf({ viewer }: Scope): Reader | null {
  return viewer && { kind: "person", id: viewer.id };
}

function mayRead(
  subject: MediaSubject,
  account: MediaAndReference["reader"],
  scope: Scope,
  reader: Reader | undefined,
): boolean {
  if (reader === undefined) return mediaRules.read(subject, scope.viewer, scope.settings);
  if (reader.kind === "conversation") return mediaRules.readInConversation(subject, reader.id);
  // Nobody has proved to be this person just now, so that their account is asked what a token would say.
  return account?.status === "active" && mediaRules.read(subject, account, scope.settings);
}

function subjectFrom({ owner, ownerRelation, reported }: MediaAndReference, rows: MediaAndReference[]): MediaSubject {
  return {
    owner: subjectOf(owner, ownerRelation),
    reported: reported === 1,
    references: rows.flatMap((row) => referenceFrom(row) ?? []),
  };
}

/** A reference as the rules see it; null for one to what is not there. */
function referenceFrom({ kind, post, person, relation, talk, state }: MediaAndReference): MediaReference | null {
  const subject = person && subjectOf(person, relation);
  const shownPost = post && person && postSubject({ row: post, author: person, authorRelation: relation });
  switch (kind) {
    case "post":
      return shownPost && { kind, post: shownPost };
    case "avatar":
    case "cover":
      return subject && { kind, person: subject };
    case "conversation":
      return talk && { kind, deleted: talk.deletedAt !== null };
    case "message": {
      if (talk === null) return null;
      const { id, type, deletedAt } = talk;
      const other = type === "direct" ? subject : null;
      const about = type === "subject" ? shownPost : null;
      return { kind, conversation: { id, type, deleted: deletedAt !== null, state, other, about } };
    }
    case null:
      return null;
  }
}

/** A media with one of its references, or without any. `person` wrote the post, has the picture, or is the other one of two. */
interface MediaAndReference {
  row: MediaRow;
  owner: CardRow;
  ownerRelation: RelationRow;
  reported: number;
  reader: (Asker & Pick<CardRow, "status">) | null;
  kind: MediaRefKind | null;
  post: Parameters<typeof postSubject>[0]["row"] | null;
  person: CardRow | null;
  relation: RelationRow;
  talk: Pick<typeof conversations.$inferSelect, "id" | "type" | "deletedAt"> | null;
  state: "member" | "request" | "gone" | null;
}

async function findWithReferences(db: Database, id: string, reader: Reader | null): Promise<MediaAndReference[]> {
  const owner = alias(users, "owner");
  const person = alias(users, "person");
  const account = alias(users, "reader");
  const own = alias(conversationMembers, "own");
  const self = selfOf(reader);
  return db
    .select({
      row: media,
      owner: cardColumns(owner),
      ownerRelation: relationColumns(self, media.ownerId),
      reported: sql<number>`EXISTS (SELECT 1 FROM cases WHERE target_type = 'media' AND target_id = ${media.id} AND status <> 'decided')`,
      reader: { id: account.id, role: account.role, status: account.status },
      kind: sql<MediaRefKind | null>`skeleton.kind`,
      post: {
        audience: posts.audience,
        replyPolicy: posts.replyPolicy,
        mentions: posts.mentions,
        deletedAt: posts.deletedAt,
        hiddenAt: posts.hiddenAt,
      },
      person: cardColumns(person),
      relation: relationColumns(self, person.id),
      talk: { id: conversations.id, type: conversations.type, deletedAt: conversations.deletedAt },
      state: own.state,
    })
    .from(media)
    .innerJoin(owner, eq(owner.id, media.ownerId))
    .leftJoin(account, eq(account.id, sql`${reader?.kind === "person" ? reader.id : null}`))
    .leftJoin(sql`(${referencesOf(id, reader)}) AS skeleton`, sql`TRUE`)
    .leftJoin(
      conversations,
      sql`${conversations.id} = skeleton.subject_id AND skeleton.kind IN ('message', 'conversation')`,
    )
    .leftJoin(own, and(eq(own.conversationId, conversations.id), eq(own.userId, self ?? sql`NULL`)))
    .leftJoin(posts, eq(posts.id, postIdOf))
    .leftJoin(person, eq(person.id, personIdOf(self)))
    .where(sql`${media.id} = ${id} AND ${media.state} = 'ready' AND ${media.deletedAt} IS NULL`);
}

/** Who stands in relations: the person who reads. Of an address for a conversation it is the owner, from whose side two are looked at. */
function selfOf(reader: Reader | null): string | SQL | null {
  if (reader?.kind === "conversation") return sql`${media.ownerId}`;
  return reader && reader.id;
}

/** What refers to a media, each thing once; for a conversation only itself. */
function referencesOf(id: string, reader: Reader | null): SQL {
  const within = reader?.kind === "conversation" ? sql` AND kind = 'message' AND subject_id = ${reader.id}` : sql``;
  return sql`SELECT DISTINCT kind, subject_id FROM media_refs WHERE media_id = ${id}${within} LIMIT ${maxReferences}`;
}

/** Id of the post that shows the media, or that the room of a message is beside. */
const postIdOf = sql`CASE skeleton.kind WHEN 'post' THEN skeleton.subject_id
  WHEN 'message' THEN iif(${conversations.subject} LIKE 'post:%', substr(${conversations.subject}, 6), NULL) END`;

/** The limit ends the search with the other one of two, where a join would read on. */
function personIdOf(self: string | SQL | null): SQL {
  const other = sql`(SELECT user_id FROM conversation_members WHERE conversation_id = ${conversations.id}
    AND ${conversations.type} = 'direct' AND user_id <> ${self} LIMIT 1)`;
  return sql`CASE skeleton.kind WHEN 'avatar' THEN skeleton.subject_id WHEN 'cover' THEN skeleton.subject_id
    ELSE coalesce(${posts.authorId}, ${self === null ? sql`NULL` : other}) END`;
}
