import { expect, it } from "vitest";
import type { ConversationPreview } from "../../../contract/conversations.ts";
import type { HubAnswer, HubEvent } from "../../../contract/live/hub.ts";
import { makeDirect, makeGroup, sendMessage } from "../../../tests/harness/conversations.ts";
import { api, makePerson, type Person } from "../../../tests/harness/people.ts";
import { type LiveSocket, openSocket } from "../../../tests/harness/sockets.ts";

type Socket = LiveSocket<HubAnswer>;
const live = (as: Person): Promise<Socket> => openSocket<HubAnswer>("/v1/live", { as });

const eventsOf = ({ received }: Socket): HubEvent[] =>
  received.flatMap((answer) => (answer.t === "events" ? answer.events : []));

/** Waits until the newest that was heard of a conversation fits. */
const untilPreview = (socket: Socket, id: string, fits: (preview: ConversationPreview) => boolean) =>
  socket.until(() => {
    const newest = eventsOf(socket).findLast((event) => event.t === "conversation" && event.conversation.id === id);
    return newest?.t === "conversation" && fits(newest.conversation) ? newest.conversation : undefined;
  });

const untilBadge = (socket: Socket, conversations: number) =>
  socket.until(() => {
    const newest = eventsOf(socket).findLast((event) => event.t === "unread");
    return newest?.t === "unread" && newest.conversations === conversations ? newest : undefined;
  });

it("brings messages to all devices of a member, and what they do with the conversation on one to the others", async () => {
  const [ada, grace] = [await makePerson(), await makePerson()];
  const { id } = await makeGroup(ada, [grace]);
  const [phone, laptop] = [await live(grace), await live(grace)];
  const { seq } = await sendMessage(ada, id, "Good morning");
  for (const device of [phone, laptop]) {
    const preview = await untilPreview(device, id, ({ unread }) => unread === 1);
    expect(preview).toMatchObject({ type: "group", lastMessage: { seq, content: "Good morning", senderId: ada.id } });
    await untilBadge(device, 1);
  }
  await api(`/v1/conversations/${id}/settings`, { as: grace, method: "PUT", body: { muted: true } });
  await untilPreview(laptop, id, ({ viewer }) => viewer.muted);
  await api(`/v1/conversations/${id}/read`, { as: grace, method: "PUT", body: { upTo: seq } });
  await untilPreview(laptop, id, ({ unread }) => unread === 0);
  await untilBadge(laptop, 0);
  await untilBadge(phone, 0);
});

it("leaves requests out of the badge until they are answered", async () => {
  const [ada, grace] = [await makePerson(), await makePerson()];
  const socket = await live(grace);
  const { id } = await makeDirect(ada, grace);
  await sendMessage(ada, id);
  await untilPreview(socket, id, ({ viewer }) => viewer.state === "request");
  await sendMessage(grace, id);
  await untilPreview(socket, id, ({ viewer }) => viewer.state === "member");
  await sendMessage(ada, id);
  await untilBadge(socket, 1);
  expect(eventsOf(socket).filter(({ t }) => t === "unread")).toHaveLength(1);
});

it("tells when a conversation leaves the list", async () => {
  const [ada, grace] = [await makePerson(), await makePerson()];
  const { id } = await makeGroup(ada, [grace]);
  const socket = await live(grace);
  await api(`/v1/conversations/${id}/members/${grace.id}`, { as: ada, method: "DELETE" });
  const gone = await socket.until(() => eventsOf(socket).find((event) => event.t === "conversation" && event.gone));
  expect(gone).toMatchObject({ conversation: { id, viewer: { role: null, state: "none" } } });
});
