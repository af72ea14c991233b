/** What the site knows already of the things that lines name. */
import type { ImportLine, ImportMembership, ImportMessage } from "../../../contract/import.ts";
import type { UserCard } from "../../../contract/users.ts";
import type { AccountStatus } from "../../../db/schema.ts";

/** Lines that rooms keep; everything else is kept in D1, with its external id. */
export type RoomLine = ImportMessage | ImportMembership;
export type StoredLine = Exclude<ImportLine, RoomLine>;
/** Kinds of things whose external ids are remembered. */
export type Kind = StoredLine["kind"];

export function isRoomLine(line: ImportLine): line is RoomLine {
  return line.kind === "message" || line.kind === "membership";
}

/** A thing of another place: the place, what it is, its id there. */
export interface ExternalKey {
  source: string;
  kind: Kind;
  externalId: string;
}

/** A text that names a thing, for maps. Sources have no spaces. */
export function keyText({ source, kind, externalId }: ExternalKey): string {
  return `${source} ${kind} ${externalId}`;
}

/**
 * What a line brings. Follows and likes have no id of their own elsewhere, so they are known by their two ends; remembering them keeps
 * one that somebody took back here from coming again.
 */
export function ownKey(line: StoredLine): ExternalKey {
  const { source, kind } = line;
  switch (line.kind) {
    case "person":
    case "post":
    case "comment":
    case "conversation":
      return { source, kind, externalId: line.externalId };
    case "follow":
      return { source, kind, externalId: JSON.stringify([line.follower, line.followee]) };
    case "like":
      return { source, kind, externalId: JSON.stringify([line.person, line.post ?? null, line.comment ?? null]) };
  }
}

/** What a line refers to. */
export function referredKeys(line: ImportLine): ExternalKey[] {
  const { source } = line;
  const key = (kind: Kind, externalId: string | undefined) =>
    externalId === undefined ? [] : [{ source, kind, externalId }];
  switch (line.kind) {
    case "person":
      return [];
    case "follow":
      return [...key("person", line.follower), ...key("person", line.followee)];
    case "post":
      return key("person", line.author);
    case "comment":
      return [...key("person", line.author), ...key("post", line.post), ...key("comment", line.parent)];
    case "like":
      return [...key("person", line.person), ...key("post", line.post), ...key("comment", line.comment)];
    case "conversation":
      return [line.owner, ...(line.members ?? [])].flatMap((person) => key("person", person));
    case "message":
      return [...key("conversation", line.conversation), ...key("person", line.sender)];
    case "membership":
      return [...key("conversation", line.conversation), ...key("person", line.person)];
  }
}

/** A thing that an import brought, now or before. `gone`: removed here since. */
export interface KnownThing {
  id: string;
  gone: boolean;
  /** Of comments: where they stand. */
  comment?: { postId: string; parentId: string | null; depth: number };
  /** Of people. */
  card?: UserCard;
  /** Of conversations: when they began, in milliseconds. */
  began?: number;
}

/** Somebody who holds a username. */
export interface NamedPerson {
  id: string;
  username: string;
  imported: boolean;
  status: AccountStatus;
}

export interface Known {
  /** By `keyText`. */
  things: Map<string, KnownThing>;
  /** By the comparable form of the username. */
  usernames: Map<string, NamedPerson>;
  /** E-mail addresses that are taken, in lower case. */
  emails: Set<string>;
  /** Follows between people of whom one has blocked the other, by `keyText`. */
  blocked: Set<string>;
}
