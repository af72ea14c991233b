/** Reads logs of IRC channels as the "irc-disentanglement" collection keeps them (github.com/jkkummerfeld/irc-disentanglement). Pure. */

export interface IrcLine {
  /** Counted from 1 in its file. */
  number: number;
  /** Milliseconds since the epoch. */
  at: number;
  event: "message" | "joined" | "left";
  nick: string;
  /** What a message says; empty for the rest. */
  text: string;
}

export interface IrcLog {
  lines: IrcLine[];
  /** Lines with a nick and no words: there is nothing to bring of them. */
  wordless: number[];
  /** Lines that are not in the form of such a log. */
  unreadable: number[];
}

const said = /^\[(\d\d):(\d\d)\] <([^>]+)>(.*)$/;
/** What somebody did ("/me waves"); without a time in the older files. A nick that has a `]` is followed by a space there. */
const did = /^(?:\[(\d\d):(\d\d)\] +\*|===) +((?:\S*\] )*\S*) +(\S.*)$/;
const cameOrWent = /^=== (.+?) +\[[^\s\]]*@[^\s\]]*\] +has (joined|left) #/;
const renamed = /^=== (.+?) +(is now known as .+)$/;
/** Settings of the channel (RFC 2812, section 3.2.3), by whoever changed them. */
const setMode = /^=== (mode\/#\S+ \[.*\]) +by (\S+)$/;

const minute = 60_000;
const hour = 60 * minute;
/** A clock that goes back by less than this is a line out of order; by more, it has come round. */
const slip = 10 * minute;

/** `day` is the file's date, midnight UTC, in milliseconds. */
export function parseIrcLog(bytes: Uint8Array, day: number): IrcLog {
  const log: IrcLog = { lines: [], wordless: [], unreadable: [] };
  const rows = rowsOf(bytes).map((row) => clean(row).trimEnd());
  const clock = new Clock(day, rows);
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    if (row === "") continue;
    const line = parseRow(row);
    const at = clock.tell(row);
    if (!line) log.unreadable.push(number);
    else if (line.event === "message" && line.text === "") log.wordless.push(number);
    else log.lines.push({ number, at, ...line });
  }
  return log;
}

function parseRow(row: string): Pick<IrcLine, "event" | "nick" | "text"> | null {
  const move = cameOrWent.exec(row);
  if (move) return { event: move[2] === "left" ? "left" : "joined", nick: nickOf(move[1]), text: "" };
  const mode = setMode.exec(row);
  if (mode) return { event: "message", nick: nickOf(mode[2]), text: `* ${mode[1]}` };
  const words = said.exec(row);
  if (words) return { event: "message", nick: nickOf(words[3]), text: (words[4] ?? "").trim() };
  const [who, what] = renamed.exec(row)?.slice(1) ?? did.exec(row)?.slice(3) ?? [];
  const nick = nickOf(who);
  return nick === "" ? null : { event: "message", nick, text: `* ${nick} ${what}` };
}

/** Nicks have no spaces (RFC 2812, section 2.3.1); the collection has put one after each `]` of them. */
function nickOf(text = ""): string {
  return text.replaceAll(" ", "");
}

/**
 * Tells the time of each line. Lines have hours and minutes, some of them neither: those happened when the line before them did. Within
 * a minute, lines follow each other by a millisecond. A clock that goes back has come round: after twelve hours, as in the older
 * files, or at midnight.
 */
class Clock {
  readonly #day: number;
  #minute: number;
  #within = 0;

  constructor(day: number, rows: readonly string[]) {
    this.#day = day;
    this.#minute = day + (rows.map(timeOf).find((time) => time !== null) ?? 0);
  }

  tell(row: string): number {
    const time = timeOf(row);
    let at = time === null ? this.#minute : this.#day + time;
    while (at < this.#minute - slip) at += 12 * hour;
    if (at > this.#minute) {
      this.#minute = at;
      this.#within = 0;
    }
    return this.#minute + this.#within++;
  }
}

/** Milliseconds since midnight. */
function timeOf(row: string): number | null {
  const [, hours, minutes] = /^\[(\d\d):(\d\d)\]/.exec(row) ?? [];
  return hours === undefined ? null : Number(hours) * hour + Number(minutes) * minute;
}

/** Rows as text. Each writer's program chose an encoding for itself: what is not UTF-8 was mostly Windows-1252. */
function rowsOf(bytes: Uint8Array): string[] {
  const rows: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end;
    rows.push(decode(bytes.subarray(start, stop)));
    start = stop + 1;
  }
  return rows;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** Colours of mIRC with their numbers, then control and direction-override characters other than tabs; sites refuse them. */
// oxlint-disable-next-line no-control-regex -- naming them is the point
const unseen = /\u0003(?:\d{1,2}(?:,\d{1,2})?)?|[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

function clean(row: string): string {
  return row.replace(unseen, "");
}
