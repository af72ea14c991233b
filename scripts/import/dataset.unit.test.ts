import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readDataset } from "./dataset.ts";

describe("readDataset", () => {
  it("reads the logs of a folder by name, and says what is not one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "chat-"));
    try {
      await mkdir(join(folder, "chat"));
      const file = (name: string, text: string) => writeFile(join(folder, "chat", name), text);
      await file("2007-02-06.b.raw.txt", "[09:51] <a> 1\r\n[09:52] <b>\r\nnothing\r\n");
      await file("2004-12-25.a.raw.txt", "[09:51] <a> 1\n");
      await file("2004-13-45.a.raw.txt", "[09:51] <a> 1\n");
      await file("2004-12-25.a.annotation.txt", "1 2 -\n");
      const dataset = await readDataset(folder);
      expect(dataset.logs.map(({ name, date, lines }) => [name, date, lines.length])).toEqual([
        ["2004-12-25.a", "2004-12-25", 1],
        ["2007-02-06.b", "2007-02-06", 1],
      ]);
      expect(dataset.wordless).toBe(1);
      expect(dataset.unreadable).toEqual([
        `${join("chat", "2004-13-45.a.raw.txt")}: there is no such day`,
        `${join("chat", "2007-02-06.b.raw.txt")}:3 not a line of such a log`,
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
