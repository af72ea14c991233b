/** Unread counts of people who write, read, delete, edit, leave, join, block and reconnect at random, against a plain model of them. */
import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventually } from "../../tests/harness/eventually.ts";
import { hubAddress } from "../addresses.ts";
import { without } from "../../tests/harness/faults.ts";
import type { Person } from "../../tests/harness/people.ts";
import { entrant, openRoom, readingTime, RoomClient, type RoomStub, valueOf } from "../../tests/harness/room-client.ts";

const head = 4;

/** What the model knows of a message. */
interface Known {
  seq: number;
  sender: number;
  names: number | null;
  deleted: boolean;
}

/** People by number; the first never leaves, so that there is always a room. */
class Model {
  readonly messages: Known[] = [];
  readonly readUpTo = Array<number>(head).fill(0);
  readonly isIn = Array<boolean>(head).fill(true);
  readonly blocks = new Set<string>();
  newest = 0;

  areSeparated(one: number, other: number): boolean {
    return this.blocks.has(pairOf(one, other));
  }

  /** The message of the seq-th choice among those that this person sees, or only among their own. */
  pick(person: number, choice: number, own: boolean): Known | undefined {
    const seen = this.messages.filter(({ sender, deleted }) => !deleted && !this.areSeparated(person, sender));
    const open = own ? seen.filter(({ sender }) => sender === person) : seen;
    return open[choice % Math.max(1, open.length)];
  }

  expected(person: number): { readUpTo: number; unread: number; mentions: number } {
    const readUpTo = this.readUpTo[person] ?? 0;
    const unread = this.messages.filter(
      ({ seq, sender, deleted }) =>
        seq > readUpTo && sender !== person && !deleted && !this.areSeparated(person, sender),
    );
    return { readUpTo, unread: unread.length, mentions: unread.filter(({ names }) => names === person).length };
  }
}

const pairOf = (one: number, other: number) => [Math.min(one, other), Math.max(one, other)].join(" ");

/** The room under test with its people, who are connected while they are members. */
interface Real {
  room: RoomStub;
  id: string;
  people: Person[];
  clients: (RoomClient | null)[];
}

type Step = (model: Model, real: Real) => Promise<void>;

const present = (real: Real, person: number): RoomClient => {
  const client = real.clients[person];
  if (!client) throw new Error(`person ${person} has no socket`);
  return client;
};

const textNaming = (real: Real, names: number | null) =>
  names === null ? "hello" : `hello @${real.people[names]?.username}`;

/** A name counts for members who have no block with the sender. */
const named = (model: Model, sender: number, names: number | null) =>
  names !== null && names !== sender && model.isIn[names] && !model.areSeparated(sender, names) ? names : null;

function send(person: number, names: number | null): Step {
  return async (model, real) => {
    if (!model.isIn[person]) return;
    const seq = await present(real, person).send(textNaming(real, names));
    model.messages.push({ seq, sender: person, names: named(model, person, names), deleted: false });
    model.newest = seq;
  };
}

let edits = 0;

function edit(person: number, choice: number, names: number | null): Step {
  return async (model, real) => {
    const message = model.pick(person, choice, true);
    if (!model.isIn[person] || !message) return;
    const client = present(real, person);
    const before = client.stored.length;
    edits += 1;
    await client.say({ t: "edit", messageSeq: message.seq, content: `${textNaming(real, names)} ${edits}` });
    const edited = await client.waitFor(() => client.stored.slice(before).find(({ t }) => t === "edited"));
    message.names = named(model, person, names);
    model.newest = edited.seq;
  };
}

function remove(person: number, choice: number): Step {
  return async (model, real) => {
    const message = model.pick(person, choice, person !== 0);
    if (!model.isIn[person] || !message) return;
    const client = present(real, person);
    await client.say({ t: "delete", messageSeq: message.seq });
    model.newest = (await client.event("deleted", { messageSeq: message.seq })).seq;
    message.deleted = true;
  };
}

/** Reads up to a share of what there is, which may lie before what was read already. */
function read(person: number, share: number): Step {
  return async (model, real) => {
    if (!model.isIn[person]) return;
    const upTo = Math.round(model.newest * share);
    const state = valueOf(await real.room.read(present(real, person).person.id, upTo));
    model.readUpTo[person] = Math.max(model.readUpTo[person] ?? 0, upTo);
    expect(state).toEqual(model.expected(person));
  };
}

function leave(person: number): Step {
  return async (model, real) => {
    if (person === 0 || !model.isIn[person]) return;
    const client = present(real, person);
    valueOf(await real.room.leave(client.person.id));
    expect(await client.closed()).toBe(4403);
    real.clients[person] = null;
    model.isIn[person] = false;
    model.newest += 1;
  };
}

function join(person: number): Step {
  return async (model, real) => {
    const newcomer = real.people[person];
    const owner = real.people[0];
    if (model.isIn[person] || !newcomer || !owner) return;
    const hides = real.people.filter((_, other) => model.areSeparated(person, other)).map(({ id }) => id);
    valueOf(await real.room.add(owner.id, [entrant(newcomer, { hides })]));
    model.isIn[person] = true;
    model.newest += 1;
    model.readUpTo[person] = model.newest;
    real.clients[person] = await RoomClient.connect(real.room, newcomer, { hides });
  };
}

function reconnect(person: number): Step {
  return async (model, real) => {
    const member = real.people[person];
    if (!model.isIn[person] || !member) return;
    present(real, person).close();
    const hides = real.people.filter((_, other) => model.areSeparated(person, other)).map(({ id }) => id);
    real.clients[person] = await RoomClient.connect(real.room, member, { since: model.newest, hides });
  };
}

function separate(one: number, other: number, on: boolean): Step {
  return async (model, real) => {
    if (one === other) return;
    if (on) model.blocks.add(pairOf(one, other));
    else model.blocks.delete(pairOf(one, other));
    await real.room.separate(real.people[one]?.id ?? "", real.people[other]?.id ?? "", on, readingTime());
  };
}

const person = fc.nat({ max: head - 1 });
const names = fc.option(person, { nil: null });
const choice = fc.nat({ max: 50 });
const step: fc.Arbitrary<[string, Step]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(person, names).map((a) => titled("send", a, send(...a))) },
  {
    weight: 3,
    arbitrary: fc.tuple(person, fc.double({ min: 0, max: 1, noNaN: true })).map((a) => titled("read", a, read(...a))),
  },
  { weight: 2, arbitrary: fc.tuple(person, choice).map((a) => titled("delete", a, remove(...a))) },
  { weight: 1, arbitrary: fc.tuple(person, choice, names).map((a) => titled("edit", a, edit(...a))) },
  { weight: 1, arbitrary: person.map((a) => titled("leave", a, leave(a))) },
  { weight: 2, arbitrary: person.map((a) => titled("join", a, join(a))) },
  { weight: 1, arbitrary: person.map((a) => titled("reconnect", a, reconnect(a))) },
  { weight: 1, arbitrary: fc.tuple(person, person, fc.boolean()).map((a) => titled("separate", a, separate(...a))) },
);

/** A step under a name that a counterexample shows. */
function titled(title: string, args: unknown, run: Step): [string, Step] {
  return [`${title} ${JSON.stringify(args)}`, run];
}

/** How a person's list shows the room, once all that was due has been told; null when it does not. */
async function inHub(real: Real, person: number) {
  const userId = real.people[person]?.id ?? "";
  const query = { state: "member", archived: false, before: null, limit: 10 } as const;
  const { entries } = await hubAddress(env, userId).inbox(query);
  const entry = entries.find(({ conversationId }) => conversationId === real.id);
  return entry ? { readUpTo: entry.readUpTo, unread: entry.unread, mentions: entry.mentions } : null;
}

/** Takes the steps in a new room; then the room and the hubs count as the model does. */
async function walk(steps: readonly [string, Step][]): Promise<void> {
  const { id, room, people } = await openRoom(head);
  const clients = await Promise.all(people.map((person) => RoomClient.connect(room, person)));
  const [model, real]: [Model, Real] = [new Model(), { room, id, people, clients }];
  for (const [, run] of steps) await run(model, real);

  for (const [person, { id: userId }] of people.entries()) {
    const standing = await room.standing(userId);
    if (model.isIn[person]) expect(standing, `person ${person}`).toMatchObject(model.expected(person));
    else expect(standing).toMatchObject({ state: "none", unread: 0 });
  }
  const expected = people.map((_, person) => (model.isIn[person] ? model.expected(person) : null));
  await eventually(async () => {
    await runDurableObjectAlarm(room);
    expect(await Promise.all(people.map((_, person) => inHub(real, person)))).toEqual(expected);
  });
  for (const client of real.clients) client?.close();
}

function property(runs: number, seed: number): Promise<void> {
  const steps = fc.array(step, { minLength: 5, maxLength: 40, size: "max" });
  return fc.assert(fc.asyncProperty(steps, walk), { numRuns: runs, seed, endOnFailure: true });
}

describe("unread counts", () => {
  it("of the room and of the hubs equal those of a plain model, whatever people do", () =>
    expect(property(12, Date.now())).resolves.toBeUndefined());

  it("do not when cursors may go back, and the model notices", () =>
    without("room.omit-cursor-guard", () => expect(property(20, 1)).rejects.toThrow("Property failed")));
});
