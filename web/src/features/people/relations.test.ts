import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Me, Suggestion, User } from "../../../../contract/users.ts";
import { makeMe, makeUser, page, strangers } from "../../../../tests/setup/web-app.tsx";
import { peopleKeys } from "../../api/keys.ts";
import { allItems, onePage, type Pages } from "../../lib/pages.ts";
import { viewerKey } from "../auth/viewer.ts";
import { findRelation, setRelation } from "./cache.ts";
import { relationAfter, withRelation } from "./relations.ts";

test("a locked account is asked, an open one followed; who is followed already stays so", () => {
  const follow = { kind: "follow", on: true } as const;
  expect(relationAfter(strangers, follow, true).follow).toBe("requested");
  expect(relationAfter(strangers, follow, false).follow).toBe("following");
  const following = { ...strangers, follow: "following" } as const;
  expect(relationAfter(following, follow, true)).toBe(following);
});

test("a block ends what was between the two, and taking it back does not bring that again", () => {
  const friends = { ...strangers, follow: "following", followedBy: true } as const;
  const blocked = relationAfter(friends, { kind: "block", on: true }, false);
  expect(blocked).toEqual({ follow: "none", followedBy: false, blocking: true, muting: false });
  expect(relationAfter(blocked, { kind: "block", on: false }, false)).toEqual(strangers);
});

test("only a follow that begins or ends moves the number of followers", () => {
  const person = makeUser("rosa", { counts: { followers: 5, following: 0, posts: 0 } });
  const followers = (follow: "none" | "requested" | "following") =>
    withRelation(person, { ...strangers, follow }).counts.followers;
  expect([followers("requested"), followers("following"), followers("none")]).toEqual([5, 6, 5]);
});

test("a follow shows on the profile, in lists and in one's own count", () => {
  const queryClient = new QueryClient();
  const me = makeMe("dara");
  const rosa = makeUser("Rosa");
  const suggestion: Suggestion = { ...rosa, viewer: strangers, reason: { mutuals: 1, sharedInterests: [] } };
  queryClient.setQueryData(viewerKey, me);
  queryClient.setQueryData(peopleKeys.detail("dara"), me);
  queryClient.setQueryData(peopleKeys.detail("rosa"), rosa);
  queryClient.setQueryData(peopleKeys.suggestions, onePage(page([suggestion])));
  queryClient.setQueryData(peopleKeys.follows("tomas", "followers"), onePage(page([rosa])));

  setRelation(queryClient, rosa.id, { ...strangers, follow: "following" });

  expect(findRelation(queryClient, rosa.id)?.follow).toBe("following");
  expect(queryClient.getQueryData<User>(peopleKeys.detail("rosa"))?.counts.followers).toBe(1);
  for (const key of [peopleKeys.suggestions, peopleKeys.follows("tomas", "followers")]) {
    const [person] = allItems(queryClient.getQueryData<Pages<User>>(key));
    expect(person?.viewer?.follow).toBe("following");
  }
  expect(queryClient.getQueryData<Me>(viewerKey)?.counts.following).toBe(1);
  expect(queryClient.getQueryData<User>(peopleKeys.detail("dara"))?.counts.following).toBe(1);
});
