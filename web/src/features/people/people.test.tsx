/** Following, requests and profiles in the real app. */
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Suggestion } from "../../../../contract/users.ts";
import {
  later,
  leaveApp,
  makeMe,
  makeUser,
  openApp,
  page,
  playServer,
  Refusal,
  strangers,
} from "../../../../tests/setup/web-app.tsx";

afterEach(leaveApp);

test("following shows on the profile and beside it at once, and goes back when it is refused", async () => {
  const rosa = makeUser("rosa", { counts: { followers: 5, following: 0, posts: 0 } });
  const suggestion: Suggestion = { ...rosa, viewer: strangers, reason: { mutuals: 0, sharedInterests: ["tea"] } };
  const { answers } = playServer();
  answers.set("GET /v1/users/rosa", () => rosa);
  answers.set("GET /v1/users/rosa/posts", () => page([]));
  answers.set("GET /v1/users/suggestions", () => page([suggestion]));
  const answer = later<unknown>();
  answers.set(`POST /v1/users/${rosa.id}/follow`, () => answer.promise);
  const { user } = openApp("/people/rosa", makeMe());
  const profile = within(await screen.findByRole("region", { name: "Profile" }));
  const aside = within(await screen.findByRole("region", { name: "Who to follow" }));
  await aside.findByText("You share: tea");

  await user.click(profile.getByRole("button", { name: "Follow Rosa" }));
  expect(profile.getByRole("button", { name: "Following Rosa" })).toBeTruthy();
  expect(aside.getByRole("button", { name: /^Following/ })).toBeTruthy();
  expect(profile.getByRole("link", { name: "6 followers" })).toBeTruthy();

  answer.reject(new Refusal(503, "overloaded"));
  await profile.findByRole("button", { name: "Follow Rosa" });
  expect(aside.getByRole("button", { name: "Follow Rosa" })).toBeTruthy();
  expect(profile.getByRole("link", { name: "5 followers" })).toBeTruthy();
  await screen.findByText(/^That did not work/);
});

test("a locked account is asked, and the request can be withdrawn", async () => {
  const ines = makeUser("ines", { locked: true });
  const { answers } = playServer();
  answers.set("GET /v1/users/ines", () => ines);
  answers.set("GET /v1/users/ines/posts", () => page([]));
  answers.set(`POST /v1/users/${ines.id}/follow`, () => ({ ...strangers, follow: "requested" }));
  answers.set(`DELETE /v1/users/${ines.id}/follow`, () => strangers);
  const { user } = openApp("/people/ines", makeMe());
  await user.click(await screen.findByRole("button", { name: "Follow Ines" }));
  await user.unhover(screen.getByRole("button", { name: "Requested Ines" }));
  await user.click(screen.getByRole("button", { name: /^(?!Message ).*Ines$/ }));
  expect(await screen.findByRole("button", { name: "Follow Ines" })).toBeTruthy();
});

test("who is answered leaves the requests, and comes back when the answer was refused", async () => {
  const [rosa, tomas] = [makeUser("rosa"), makeUser("tomas")];
  const waiting = new Set([rosa, tomas]);
  const { answers } = playServer();
  answers.set("GET /v1/users/me/follow-requests", () => page([...waiting]));
  answers.set(`POST /v1/users/me/follow-requests/${rosa.id}`, () => {
    waiting.delete(rosa);
    return { ...strangers, followedBy: true };
  });
  answers.set(`DELETE /v1/users/me/follow-requests/${tomas.id}`, () => {
    throw new Refusal(503, "overloaded");
  });
  const { user } = openApp("/requests", { ...makeMe(), locked: true });
  await user.click(await screen.findByRole("button", { name: "Accept Rosa" }));
  await screen.findByText("@rosa follows you now.");
  expect(screen.queryByRole("button", { name: "Accept Rosa" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Refuse Tomas" }));
  await screen.findByText(/^Not answered\./);
  await screen.findByRole("button", { name: "Refuse Tomas" });
});

test("a profile that is not open says so, and offers no posts", async () => {
  const { answers, calls } = playServer();
  answers.set("GET /v1/users/aldous", () => makeUser("aldous", { restricted: true }));
  openApp("/people/aldous", makeMe());
  await screen.findByRole("heading", { name: "This profile is not open to everyone" });
  expect(screen.queryByRole("navigation", { name: "Profile" })).toBeNull();
  await waitFor(() => expect(calls.some((call) => call.startsWith("GET /v1/users/aldous"))).toBe(true));
});

test("somebody who is not there is not found", async () => {
  playServer();
  openApp("/people/nobody", makeMe());
  expect(await screen.findByRole("heading", { name: "There is nothing here" })).toBeTruthy();
});
