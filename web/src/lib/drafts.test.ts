import { beforeEach, expect, test, vi } from "vitest";
import { act, renderHook } from "@testing-library/react";

const empty = { content: "", audience: "public" };

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});

/** The module as a freshly loaded page has it: with nothing in memory. */
const freshPage = () => import("./drafts.ts");

test("what is written outlives the page; what was sent does not", async () => {
  const before = await freshPage();
  const hook = renderHook(() => before.useDraft("dara.post", empty));
  act(() => hook.result.current[1]({ ...empty, content: "Half a thought" }));
  expect(hook.result.current[0].content).toBe("Half a thought");

  vi.resetModules();
  const after = await freshPage();
  expect(renderHook(() => after.useDraft("dara.post", empty)).result.current[0].content).toBe("Half a thought");
  after.draftStore.forget("dara.post");

  vi.resetModules();
  const later = await freshPage();
  expect(renderHook(() => later.useDraft("dara.post", empty)).result.current[0]).toBe(empty);
});

test("while a post is on its way the composer is empty, but a reload brings its words back", async () => {
  const { draftStore, useDraft } = await freshPage();
  const hook = renderHook(() => useDraft("dara.post", empty));
  act(() => hook.result.current[1]({ ...empty, content: "On its way" }));
  act(() => draftStore.setAside("dara.post", empty));
  expect(hook.result.current[0]).toBe(empty);

  vi.resetModules();
  const after = await freshPage();
  expect(renderHook(() => after.useDraft("dara.post", empty)).result.current[0].content).toBe("On its way");
});

test("fields that an older page did not write are those of an empty draft; what cannot be read is left", async () => {
  localStorage.setItem("stoa.draft.dara.post", JSON.stringify({ content: "Old" }));
  localStorage.setItem("stoa.draft.dara.other", "{");
  const { useDraft } = await freshPage();
  expect(renderHook(() => useDraft("dara.post", empty)).result.current[0]).toEqual({ ...empty, content: "Old" });
  expect(renderHook(() => useDraft("dara.other", empty)).result.current[0]).toBe(empty);
});
