/** From the text of a request to its lines, each judged by itself. Pure. */
import { importLine, type ImportLine, type ImportResult, maxImportLines } from "../../../contract/import.ts";
import { AppError } from "../../http/error.ts";
import { validationError } from "../../http/problem.ts";

export type Refusal = ImportResult["refused"][number];

/** A well-formed line and where it stood, counted from 1. */
export interface Numbered<Line extends ImportLine = ImportLine> {
  line: number;
  value: Line;
}

export interface ParsedLines {
  lines: Numbered[];
  refused: Refusal[];
}

/** What a refused line is answered with: the code of an error and its words, for many fields one after the other. */
export function refusalOf(line: number, error: AppError): Refusal {
  const detail = error.fields?.map(({ path, message }) => `${path} ${message}`).join("; ") ?? error.message;
  return { line, code: error.code, detail: detail.slice(0, 500) };
}

/**
 * Parses NDJSON (https://github.com/ndjson/ndjson-spec). Empty lines count but say nothing. Throws `payload_too_large` for more lines
 * than one request takes.
 */
export function parseLines(body: string): ParsedLines {
  const raw = body.split("\n");
  if (raw.at(-1) === "") raw.pop();
  if (raw.length > maxImportLines) {
    throw new AppError(
      "payload_too_large",
      `A request may have at most ${maxImportLines} lines; send the rest in others.`,
    );
  }
  const parsed: ParsedLines = { lines: [], refused: [] };
  for (const [index, text] of raw.entries()) {
    if (text.trim() === "") continue;
    const line = index + 1;
    const value = parseLine(text);
    if (value instanceof AppError) parsed.refused.push(refusalOf(line, value));
    else parsed.lines.push({ line, value });
  }
  return parsed;
}

function parseLine(text: string): ImportLine | AppError {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new AppError("malformed", "The line is not valid JSON.");
  }
  const result = importLine.safeParse(value);
  return result.success ? result.data : validationError(result.error, "line");
}
