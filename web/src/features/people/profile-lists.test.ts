import { expect, test } from "vitest";
import { makeUser } from "../../../../tests/setup/web-app.tsx";
import { listsOf, listsToSend, rowErrorsOf } from "./profile-lists.ts";
import { spanOf } from "./ProfileAboutScreen.tsx";

test("lists of a profile come back as they were, with what goes on and what is not known", () => {
  const user = makeUser("maya", {
    skills: ["throwing"],
    links: [{ label: "", url: "https://example.org" }],
    education: [{ school: "Arts", from: 2008, to: 2012 }, { school: "Sciences" }],
    experience: [{ organisation: "Studio", title: "Founder", from: 2016, to: null, description: "Twelve wheels." }],
  });
  const { skills, interests, links, education, experience } = user;
  expect(listsToSend(listsOf(user))).toEqual({ skills, interests, links, education, experience });
});

test("a year that is no number is sent as one that the server refuses at its place", () => {
  const lists = listsOf(makeUser("maya", { education: [{ school: "Arts" }] }));
  const [row] = lists.education;
  const sent = listsToSend({ ...lists, education: [{ ...row!, from: "MMX" }] });
  expect(sent.education).toEqual([{ school: "Arts", from: 0 }]);
});

test("refusals of rows stand at their field, those of words at their list", () => {
  const errors = rowErrorsOf([
    { path: "links.1.url", message: "must be an http or https address" },
    { path: "skills.3", message: "must have at most 40 characters" },
    { path: "interests", message: "too many" },
  ]);
  expect(errors).toEqual({
    "links.1.url": "must be an http or https address",
    skills: "must have at most 40 characters",
    interests: "too many",
  });
});

test("years in words", () => {
  expect(spanOf({ from: 2015, to: 2019 })).toBe("2015 – 2019");
  expect(spanOf({ from: 2016, to: null })).toBe("since 2016");
  expect(spanOf({ to: 2019 })).toBe("until 2019");
  expect(spanOf({ from: 2019, to: 2019 })).toBe("2019");
  expect(spanOf({})).toBe("");
});
