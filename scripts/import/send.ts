/** Sends the lines of one kind in requests of a bearable size, a few at once, and counts what came of them. */
import { type ImportInput, type ImportResult, maxImportLines } from "../../contract/import.ts";

export interface Outcome {
  found: number;
  brought: number;
  repeated: number;
  /** Reasons, with how many lines each of them refused. */
  refused: Map<string, number>;
  seconds: number;
}

export interface Sending {
  /** Each request waits for the one before it: for lines that stay in the order in which they come. */
  inOrder?: boolean;
  /** Sends the lines of one request. */
  send: (lines: readonly ImportInput[]) => Promise<ImportResult>;
  /** Waits until the site can take more. */
  pace: () => Promise<void>;
  /** Told after each request how many lines are done. */
  onProgress: (done: number) => void;
  /** No request begins after it has aborted. */
  signal: AbortSignal;
}

/** Requests under way at once: one is read and planned while another is written. */
const atOnce = 2;
/** Small enough that the site answers others meanwhile, and that a request that fails costs little. */
const largestRequest = 150_000;
const linesPerRequest = Math.min(300, maxImportLines);

/** Requests of at most as many lines as one takes, and of about `largestRequest` characters. */
export function* requestsOf(lines: readonly ImportInput[]): Generator<ImportInput[]> {
  let request: ImportInput[] = [];
  let size = 0;
  for (const line of lines) {
    const length = JSON.stringify(line).length;
    if (request.length > 0 && (request.length >= linesPerRequest || size + length > largestRequest)) {
      yield request;
      request = [];
      size = 0;
    }
    request.push(line);
    size += length;
  }
  if (request.length > 0) yield request;
}

/** Sends all lines. Throws the first failure, after the requests under way have ended, or the signal's reason. */
export async function sendAll(
  lines: readonly ImportInput[],
  { send, pace, onProgress, signal, inOrder = false }: Sending,
): Promise<Outcome> {
  const started = performance.now();
  const outcome: Outcome = { found: lines.length, brought: 0, repeated: 0, refused: new Map(), seconds: 0 };
  const requests = requestsOf(lines);
  let done = 0;
  let failed = false;
  const work = async () => {
    for (const request of requests) {
      if (failed) return;
      signal.throwIfAborted();
      try {
        await pace();
        count(outcome, await send(request));
      } catch (error) {
        failed = true;
        throw error;
      }
      done += request.length;
      onProgress(done);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: inOrder ? 1 : atOnce }, work));
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
  outcome.seconds = (performance.now() - started) / 1000;
  return outcome;
}

function count(outcome: Outcome, result: ImportResult): void {
  outcome.brought += result.accepted;
  outcome.repeated += result.repeated;
  for (const { code, detail } of result.refused) {
    const reason = `${code}: ${withoutIds(detail)}`;
    outcome.refused.set(reason, (outcome.refused.get(reason) ?? 0) + 1);
  }
}

/** The same reason for different things is one reason. */
function withoutIds(detail: string): string {
  return detail.replace(/^There is no (\w+) .* from (\S+)\.$/, "there is no such $1 from $2");
}
