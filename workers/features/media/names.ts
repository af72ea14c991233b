/** Names of files as people see them, made of whatever a client sent. Pure. */
import { codePoints } from "../../../contract/text.ts";

const maxLength = 200;
/** Code points at the end that are taken for an ending such as `.jpeg`, and kept where a name is cut. */
const maxEnding = 16;
const nameless = "file";

/**
 * The name that is shown and downloaded: without folders, control, direction and zero-width characters, in NFC, on one line, at most 200
 * code points (its ending stays); never empty, never `.` or `..`.
 */
export function displayName(filename: string): string {
  const base = filename.split(/[/\\]/).findLast((segment) => segment.trim() !== "") ?? "";
  const name = base
    .toWellFormed()
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/\p{Cc}/gu, "")
    .normalize("NFC")
    .trim();
  return /^\.{0,2}$/.test(name) ? nameless : shortened(name).trim();
}

function shortened(name: string): string {
  if (codePoints(name) <= maxLength) return name;
  const points = [...name];
  const dot = points.lastIndexOf(".");
  const ending = dot > 0 && points.length - dot <= maxEnding ? points.slice(dot) : [];
  return [...points.slice(0, maxLength - ending.length), ...ending].join("");
}
