import { describe, expect, it } from "vitest";
import { type ImportInput, importLine } from "../../contract/import.ts";
import { buildChat, type ChatLog, chatSource as source } from "./chat.ts";
import { parseIrcLog } from "./irc-log.ts";

const log = (name: string, ...rows: string[]): ChatLog => {
  const date = name.slice(0, 10);
  return { name, date, lines: parseIrcLog(new TextEncoder().encode(rows.join("\n")), Date.parse(date)).lines };
};

describe("buildChat", () => {
  const late = log("2007-02-06.train-c", "[09:51] <Dr_Willis> hm", "=== mby [i=mby@host]  has left #ubuntu []");
  const early = log("2005-07-25.train-a", "[08:44] <dr_willis> hello", "=== hondje waves", "[08:45] <bob2> hi");

  it("makes a channel of each log, named after its day, with source and licence in the topic", () => {
    const { channels } = buildChat([early, late]);
    expect(channels).toMatchObject([
      { type: "channel", externalId: "2005-07-25.train-a", name: "#ubuntu 2005-07-25" },
      { name: "#ubuntu 2007-02-06", createdAt: "2007-02-06T09:51:00.000Z" },
    ]);
    expect(channels[0]).toHaveProperty("topic", expect.stringContaining("CC BY 4.0"));
  });

  it("makes one person of each nick, from the moment in which it first shows", () => {
    const { people } = buildChat([late, early]);
    expect(people).toMatchObject([
      { externalId: "dr_willis", displayName: "dr_willis", createdAt: "2005-07-25T08:44:00.000Z", ifTaken: "number" },
      { externalId: "mby", username: "mby" },
      { externalId: "hondje" },
      { externalId: "bob2" },
    ]);
  });

  it("makes messages, comings and goings, numbered as in the log and in its order", () => {
    const { messages } = buildChat([early, late]);
    const place = (conversation: string, externalId: string) => ({ source, conversation, externalId });
    expect(messages).toMatchObject([
      { kind: "message", ...place("2005-07-25.train-a", "1"), sender: "dr_willis", content: "hello" },
      { kind: "message", ...place("2005-07-25.train-a", "2"), sender: "hondje", content: "* hondje waves" },
      { kind: "message", ...place("2005-07-25.train-a", "3"), createdAt: "2005-07-25T08:45:00.000Z" },
      { kind: "message", ...place("2007-02-06.train-c", "1") },
      { kind: "membership", ...place("2007-02-06.train-c", "2"), person: "mby", event: "left" },
    ]);
  });

  it("makes lines that the import takes, the same every time", () => {
    const all = Object.values(buildChat([early, late])).flat();
    expect(all.filter((line: ImportInput) => !importLine.safeParse(line).success)).toEqual([]);
    expect(Object.values(buildChat([early, late])).flat()).toEqual(all);
  });
});
