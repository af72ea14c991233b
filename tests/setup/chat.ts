/** Rooms in the real app, over a server and sockets that the test plays: the viewer, and Rosa. */
import { act, cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Conversation } from "../../contract/conversations.ts";
import type { StoredEvent } from "../../contract/live/room.ts";
import type { Message } from "../../contract/messages.ts";
import { makeConversation, makeMessage } from "./conversations.ts";
import { makeWelcome, type PlayedSocket, playSockets } from "./live-sockets.ts";
import { leaveApp, makeCard, makeMe, openApp, page, playServer } from "./web-app.tsx";

export const me = makeMe();
export const rosa = makeCard("rosa");
let sockets: PlayedSocket[] = [];
/** Every socket that the page has opened in this test. */
export const openedSockets = (): readonly PlayedSocket[] => sockets;

/** Registers what each test of a file begins and ends with. */
export function playRooms(): void {
  beforeEach(() => {
    sockets = playSockets();
    // jsdom lays nothing out; the list of messages shows as much as fits.
    vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
    vi.spyOn(Element.prototype, "clientWidth", "get").mockReturnValue(600);
  });
  afterEach(() => {
    cleanup();
    leaveApp();
    vi.restoreAllMocks();
  });
}

/** A conversation of the two. */
export const direct = (part: Partial<Conversation> = {}) =>
  makeConversation({ type: "direct", name: null, members: [me, rosa], ...part });

/** A server with these conversations; each has the same messages. */
export function playChat(conversations: Conversation[], messages: Message[] = []) {
  const server = playServer();
  server.answers.set("POST /v1/live/ticket", () => ({ ticket: "t", expiresIn: 30 }));
  server.answers.set("GET /v1/conversations", () => page(conversations));
  server.answers.set("GET /v1/conversations/requests", () => page([]));
  for (const conversation of conversations) {
    const at = `/v1/conversations/${conversation.id}`;
    server.answers.set(`GET ${at}`, () => conversation);
    server.answers.set(`GET ${at}/pins`, () => ({ items: [] }));
    server.answers.set(`GET ${at}/messages`, () => ({
      items: messages,
      firstSeq: messages[0]?.seq ?? null,
      lastSeq: messages.at(-1)?.seq ?? null,
    }));
  }
  return server;
}

/** The newest connection to `path`, accepted. */
export async function connection(path: string): Promise<PlayedSocket> {
  const socket = await waitFor(() => {
    const found = sockets.findLast(({ url, readyState }) => url.pathname === path && readyState === 0);
    if (found === undefined) throw new Error(`no connection to ${path}`);
    return found;
  });
  act(() => socket.accept());
  return socket;
}

/** Opens a room and welcomes the viewer in it. */
export async function openRoom(conversation: Conversation, messages: Message[] = []) {
  const server = playChat([conversation], messages);
  const app = openApp(`/messages/${conversation.id}`, me);
  const socket = await connection(`/v1/conversations/${conversation.id}/socket`);
  await waitFor(() => expect(socket.framesOf("hello")).toHaveLength(1));
  act(() => socket.give(makeWelcome({ seq: messages.at(-1)?.seq ?? 0 })));
  return { ...server, ...app, socket };
}

/** A message as the room tells of it. */
export function eventOf(seq: number, senderId: string, content: string, id?: string): StoredEvent {
  const { createdAt, ...rest } = makeMessage(seq, senderId, content);
  return { t: "message", ...rest, id: id ?? rest.id, replyTo: null, media: [], mentions: [], createdAt } as StoredEvent;
}

export const composer = () => screen.findByRole("textbox", { name: "Your message" });
