/** Reading captions (WebVTT, https://www.w3.org/TR/webvtt1/) as far as it takes to know that players can. Pure. */

const timing =
  /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t].*)?$/;

/** The text as it is kept: without a byte order mark, with line feeds only. */
export function normalVtt(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
}

/** What is wrong with a normal text, for a person who wrote it; null when nothing is. */
export function problemOfVtt(text: string): string | null {
  const lines = text.split("\n");
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? "")) return "must begin with a line WEBVTT";
  let cues = 0;
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!line.includes("-->")) continue;
    const problem = problemOfTiming(line);
    if (problem !== null) return `has no right times in line ${at + 1}: ${problem}`;
    cues += 1;
    // The words of a cue end with an empty line; an arrow before it means that one is missing.
    while (at + 1 < lines.length && lines[at + 1] !== "") {
      at += 1;
      if (lines[at]?.includes("-->")) return `lacks an empty line before line ${at + 1}`;
    }
  }
  return cues === 0 ? "has no captions" : null;
}

function problemOfTiming(line: string): string | null {
  const match = timing.exec(line);
  if (!match) return "write them as 00:01.000 --> 00:04.000";
  const [from, to] = [millis(match.slice(1, 5)), millis(match.slice(5, 9))];
  return from < to ? null : "a caption ends before it begins";
}

function millis([hours, minutes, seconds, rest]: (string | undefined)[]): number {
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);
}
