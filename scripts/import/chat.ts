/** Builds the lines of an import from logs of IRC: a channel of each log, people of nicks, messages and comings and goings. Pure. */
import type { ImportInput } from "../../contract/import.ts";
import type { IrcLine } from "./irc-log.ts";
import { foldNick, Usernames } from "./nicks.ts";

/** Where everything of these logs comes from; part of the ids, so it must not change. */
export const chatSource = "ubuntu-irc";

const attribution =
  "of the #ubuntu channel on IRC, from the collection irc-disentanglement by Jonathan K. Kummerfeld and others " +
  "(github.com/jkkummerfeld/irc-disentanglement), CC BY 4.0";

/** One file: a stretch of one day. */
export interface ChatLog {
  /** The file's name without its ending. */
  name: string;
  /** As in the file's name: `2007-02-06`. */
  date: string;
  lines: readonly IrcLine[];
}

/** The lines of each kind, in the order in which they are to be sent; those of a channel in their own order. */
export interface ChatLines {
  people: ImportInput[];
  channels: ImportInput[];
  messages: ImportInput[];
}

/** The same logs always make the same lines. */
export function buildChat(logs: readonly ChatLog[]): ChatLines {
  return {
    people: peopleLines(logs),
    channels: logs.map(channelLine),
    messages: logs.flatMap((log) => log.lines.map((line) => eventLine(log, line))),
  };
}

/** Everybody from the moment in which they first show, in that order. */
function peopleLines(logs: readonly ChatLog[]): ImportInput[] {
  const first = new Map<string, IrcLine>();
  for (const { lines } of logs)
    for (const line of lines) {
      const known = first.get(foldNick(line.nick));
      if (!known || line.at < known.at) first.set(foldNick(line.nick), line);
    }
  const usernames = new Usernames();
  return [...first].map(([externalId, { nick, at }]) => ({
    kind: "person",
    source: chatSource,
    externalId,
    username: usernames.give(nick),
    ifTaken: "number",
    displayName: nick,
    createdAt: timeText(at),
  }));
}

function channelLine({ name, date, lines }: ChatLog): ImportInput {
  const start = lines[0]?.at ?? Date.parse(date);
  return {
    kind: "conversation",
    source: chatSource,
    externalId: name,
    type: "channel",
    name: `#ubuntu ${date}`,
    topic: `A part ${attribution}.`,
    createdAt: timeText(start),
  };
}

function eventLine(log: ChatLog, { number, at, event, nick, text }: IrcLine): ImportInput {
  const place = {
    source: chatSource,
    externalId: String(number),
    conversation: log.name,
    createdAt: timeText(at),
  } as const;
  const person = foldNick(nick);
  return event === "message"
    ? { kind: "message", ...place, sender: person, content: text }
    : { kind: "membership", ...place, person, event };
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
