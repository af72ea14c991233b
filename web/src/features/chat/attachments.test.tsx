/** Files in messages: sent from the composer, kept until the room has them, shown in its lines. */
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { composer, direct, eventOf, me, openRoom, playChat, playRooms, rosa } from "../../../../tests/setup/chat.ts";
import { makeMessage } from "../../../../tests/setup/conversations.ts";
import { makeFile, makePicture } from "../../../../tests/setup/media.ts";
import { playUploads } from "../../../../tests/setup/uploads.ts";
import { openApp } from "../../../../tests/setup/web-app.tsx";

playRooms();

const photo = (name = "hills.png") => new File([new Uint8Array(900)], name, { type: "image/png" });
const chooser = () =>
  document.querySelector<HTMLInputElement>("form input[type=file]") ?? document.createElement("input");

test("a picture is sent without words, stands at once, and gives way to its event", async () => {
  const { socket, user, answers } = await openRoom(direct());
  playUploads(answers);
  await composer();
  await user.upload(chooser(), photo());
  await screen.findByRole("list", { name: "Attachments" });
  await user.click(screen.getByRole("button", { name: /^Sen[dt]/ }));
  const [sent] = await waitFor(() => {
    const frames = socket.framesOf("send");
    expect(frames).toHaveLength(1);
    return frames;
  });
  expect(sent).toMatchObject({ content: "" });
  expect(sent?.mediaIds).toHaveLength(1);
  const waiting = await screen.findByRole("article", { name: "Your message, being sent" });
  within(waiting).getByRole("button", { name: "Photo" });
  // What was chosen stands for the picture until the server's is there.
  expect(waiting.querySelector("img")?.getAttribute("src")).toBe("blob:hills.png");
  expect(screen.queryByRole("list", { name: "Attachments" })).toBeNull();
  // Also while nothing of the server's can be had.
  answers.delete(`GET /v1/media/${sent?.mediaIds?.[0]}`);
  fireEvent.error(within(waiting).getByRole("button", { name: "Photo" }).querySelector("img:not([src^='blob:'])")!);
  await waitFor(() => expect(waiting.querySelector("img:not([src^='blob:'])")).toBeNull());
  expect(waiting.querySelector("img")?.getAttribute("src")).toBe("blob:hills.png");
  const media = [makePicture({ id: sent?.mediaIds?.[0] ?? "" })];
  act(() => {
    socket.give({ t: "ack", id: sent?.id ?? "", seq: 1 });
    socket.give({ t: "events", events: [{ ...eventOf(1, me.id, "", sent?.id), media } as never] });
  });
  await waitFor(() => expect(screen.queryByRole("article", { name: "Your message, being sent" })).toBeNull());
  within(screen.getByRole("log")).getByRole("button", { name: "Photo" });
});

test("what was sent with a picture goes out with it after a reload", async () => {
  const room = direct();
  const { socket, user, answers } = await openRoom(room);
  playUploads(answers);
  await composer();
  await user.upload(chooser(), photo());
  await screen.findByRole("list", { name: "Attachments" });
  act(() => socket.cut(1006));
  await user.type(await composer(), "From the ridge");
  await user.click(screen.getByRole("button", { name: /^Sen[dt]/ }));
  await screen.findByRole("article", { name: "Your message, being sent" });
  cleanup();

  const again = await openRoom(room);
  await waitFor(() => expect(again.socket.framesOf("send")).toHaveLength(1));
  const [sent] = again.socket.framesOf("send");
  expect(sent).toMatchObject({ content: "From the ridge" });
  expect(sent?.mediaIds).toHaveLength(1);
});

test("messages show what they bring; what answers or looks for one says it in words", async () => {
  const media = [makePicture({ alt: "Hills" }), makePicture()];
  await openRoom(direct(), [
    makeMessage(1, rosa.id, "", { media }),
    makeMessage(2, rosa.id, "The table", { media: [makeFile()], replyTo: 1 }),
  ]);
  const log = within(await screen.findByRole("log"));
  await log.findByRole("button", { name: "Photo 1 of 2, Hills" });
  await log.findByRole("link", { name: "Download timetable.pdf" });
  expect(log.getByRole("button", { name: /In answer to/ }).textContent).toContain("2 photos");
});

test("lists say what the last message brings when it says nothing", async () => {
  const last = { ...makeMessage(4, rosa.id, ""), deleted: false };
  playChat([
    direct({ lastMessage: { ...last, attachments: { kind: "image", count: 2 } } }),
    direct({ lastMessage: { ...last, content: "The table", attachments: { kind: "file", count: 1 } } }),
    direct({ lastMessage: { ...last, attachments: { kind: null, count: 3 } } }),
  ]);
  openApp("/messages", me);
  const list = within(await screen.findByRole("region", { name: "Conversations" }));
  expect((await list.findAllByRole("link")).map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("2 photos"),
    expect.stringContaining("The table"),
    expect.stringContaining("3 attachments"),
  ]);
});
