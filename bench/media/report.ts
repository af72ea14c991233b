/** The results as tables: for the terminal and for docs/benchmarks.md. */
import { percentile } from "../lib/statistics.ts";
import { markdownTable } from "../lib/table.ts";
import { formats } from "./formats.ts";
import type { MediaResults } from "./run.ts";

const whole = (value: number) => Math.round(value).toLocaleString("en");
const tenths = (value: number) => value.toFixed(1);
const kib = (bytes: number) => whole(bytes / 1024);
const mib = (bytes: number) => tenths(bytes / 2 ** 20);

export function describeMedia(results: MediaResults): string {
  return [
    "### Uploads",
    `A picture (${results.picture.type}) of ${kib(results.picture.bytes)} KiB, declared, sent, looked at and ready; milliseconds from the declaration until ready; processor time of the server per upload.`,
    uploads(results),
    "### Variants",
    `Of JPEG photos of ${kib(results.photoBytes)} KiB: made at their first use, and read after that.`,
    variants(results),
    "### Feeds",
    "MiB of all pictures of a feed, as they were uploaded and as browsers get them that take AVIF, WebP or neither.",
    feeds(results),
    "### Large videos",
    "In parts. Memory is what all of the server's processes occupy, just before and at most, in MiB.",
    parts(results),
    `The whole run took ${whole(results.seconds)} s.`,
  ].join("\n\n");
}

function uploads(results: MediaResults): string {
  return markdownTable(
    ["clients", "uploads/min", "p50 ms", "p99 ms", "CPU ms"],
    results.uploads.map((rate) => [
      whole(rate.clients),
      whole((rate.uploads / rate.seconds) * 60),
      tenths(percentile(rate.latencies, 0.5)),
      tenths(percentile(rate.latencies, 0.99)),
      tenths(rate.serverCpu / rate.uploads / 1000),
    ]),
  );
}

function variants(results: MediaResults): string {
  return markdownTable(
    ["variant", "format", "KiB", "made/s", "CPU ms", "read/s", "p50 ms", "p99 ms"],
    results.variants.map(({ variant, format, bytes, making, reading }) => [
      variant,
      format,
      kib(bytes),
      tenths(making.count / making.seconds),
      whole(making.serverCpu / making.count / 1000),
      whole(reading.count / reading.seconds),
      tenths(percentile(reading.latencies, 0.5)),
      tenths(percentile(reading.latencies, 0.99)),
    ]),
  );
}

function feeds(results: MediaResults): string {
  return markdownTable(
    ["feed", "posts", "originals", ...formats.flatMap((format) => [format, "saved"])],
    results.feeds.map((feed) => [
      feed.what,
      whole(feed.posts),
      mib(feed.originals),
      ...formats.flatMap((format) => [
        mib(feed.variants[format]),
        `${Math.round((1 - feed.variants[format] / feed.originals) * 100)} %`,
      ]),
    ]),
  );
}

function parts(results: MediaResults): string {
  return markdownTable(
    ["MiB", "MiB/s", "ready after that, s", "memory before", "at most"],
    results.parts.map((rate) => [
      whole(rate.bytes / 2 ** 20),
      tenths(rate.bytes / 2 ** 20 / rate.sending),
      tenths(rate.processing),
      whole(rate.memoryBefore / 2 ** 20),
      whole(rate.memoryPeak / 2 ** 20),
    ]),
  );
}
