import { expect, test } from "vitest";
import { plainHtml } from "./provisional.ts";

test("what is typed is text, whatever it looks like", () => {
  const host = document.createElement("div");
  const typed = `<img src=x onerror="alert(1)"> & 'quotes'\nnext line\n\nnext paragraph`;
  host.innerHTML = plainHtml(typed);
  expect(host.querySelector("img")).toBeNull();
  expect([...host.querySelectorAll("p")].map((p) => p.textContent)).toEqual([
    `<img src=x onerror="alert(1)"> & 'quotes'next line`,
    "next paragraph",
  ]);
  expect(host.querySelectorAll("br")).toHaveLength(1);
});

test("nothing typed is nothing", () => {
  expect(plainHtml(" \n ")).toBe("");
});
