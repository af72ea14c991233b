/** Pictures of people: wherever their card stands, and where it cannot be shown. */
import { cleanup, fireEvent, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createQueryClient } from "../../lib/query-client.ts";
import { onePage } from "../../lib/pages.ts";
import { Avatar } from "../../ui/people.tsx";
import { postKeys, peopleKeys } from "../../api/keys.ts";
import { itemOf, makeCard, makePost, makeUser, page } from "../../../../tests/setup/web-app.tsx";
import { setPictures, withPictures } from "./cache.ts";

afterEach(cleanup);

test("a new picture stands in every copy of a card; what is of others stays the same object", () => {
  const queryClient = createQueryClient();
  const [rosa, tomas] = [makeUser("rosa"), makeCard("tomas")];
  const [hers, his] = [itemOf(makePost("a", { author: rosa })), itemOf(makePost("b", { author: tomas }))];
  const feed = postKeys.feed("latest");
  queryClient.setQueryData(feed, onePage(page([hers, his])));
  queryClient.setQueryData(peopleKeys.detail("rosa"), rosa);
  queryClient.setQueryData(["other"], { name: "nothing of hers" });
  const other = queryClient.getQueryData(["other"]);

  setPictures(queryClient, { id: rosa.id, avatarUrl: "/media/a/avatar", coverUrl: "/media/c/full" });

  const list = queryClient.getQueryData<ReturnType<typeof onePage<typeof hers>>>(feed);
  expect(list?.pages[0]?.items[0]?.post.author.avatarUrl).toBe("/media/a/avatar");
  expect(list?.pages[0]?.items[1]).toBe(his);
  expect(queryClient.getQueryData(peopleKeys.detail("rosa"))).toMatchObject({ coverUrl: "/media/c/full" });
  expect(queryClient.getQueryData(["other"])).toBe(other);
});

test("a card gets no cover, and what only has the same id is none", () => {
  const rosa = makeCard("rosa");
  const change = { id: rosa.id, avatarUrl: "/a", coverUrl: "/c" };
  expect(withPictures({ members: [rosa] }, change)).toEqual({ members: [{ ...rosa, avatarUrl: "/a" }] });
  const post = { id: rosa.id, content: "" };
  expect(withPictures(post, change)).toBe(post);
});

test("what is due to be read again stays so", () => {
  const queryClient = createQueryClient();
  const rosa = makeUser("rosa");
  const key = peopleKeys.detail("rosa");
  queryClient.setQueryData(key, rosa, { updatedAt: 1000 });
  setPictures(queryClient, { id: rosa.id, avatarUrl: "/a" });
  expect(queryClient.getQueryState(key)?.dataUpdatedAt).toBe(1000);
});

test("initials stand until the picture is there, and instead of one that does not come", () => {
  const person = { ...makeCard("rosa"), avatarUrl: "/media/a/avatar" };
  const { container, rerender } = render(<Avatar person={person} />);
  const frame = () => container.firstElementChild;
  const image = () => container.querySelector("img");
  expect(frame()?.getAttribute("data-initials")).toBe("R");
  fireEvent.load(image() ?? document.body);
  expect(frame()?.getAttribute("data-initials")).toBeNull();
  rerender(<Avatar person={{ ...person, avatarUrl: "/media/b/avatar" }} />);
  expect(frame()?.getAttribute("data-initials")).toBe("R");
  fireEvent.error(image() ?? document.body);
  expect(image()).toBeNull();
  expect(frame()?.getAttribute("data-initials")).toBe("R");
});
