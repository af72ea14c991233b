/** The media benchmark: uploads, variants, a feed and large videos, one after the other on one site. */
import { readFileSync } from "node:fs";
import { listFigures } from "../../scripts/lib/figures.ts";
import { type FeedBytes, measureFeed } from "./feed.ts";
import { measureParts, type PartsRate } from "./parts.ts";
import { type Photo, takePhoto } from "./photos.ts";
import type { Plan } from "./plan.ts";
import { startSite } from "./site.ts";
import type { File } from "./uploader.ts";
import { measureUploads, type UploadRate } from "./uploads.ts";
import { measureVariants, type VariantRate } from "./variants.ts";

export interface MediaResults {
  /** The picture that is uploaded again and again. */
  picture: { type: string; bytes: number };
  uploads: UploadRate[];
  /** Bytes of the photos that variants are made of, on average. */
  photoBytes: number;
  variants: VariantRate[];
  feeds: FeedBytes[];
  parts: PartsRate[];
  seconds: number;
}

type Tell = (line: string) => void;

export async function runMediaBenchmark(plan: Plan, port: number, tell: Tell): Promise<MediaResults> {
  const photos: Photo[] = [];
  for (let seed = 0; seed < plan.photos; seed++) photos.push(await takePhoto(seed));
  const [first] = photos;
  if (!first) throw new Error("the plan has no photos");
  const { small } = first;
  const originals = photos.map(({ original }) => original);
  const started = performance.now();
  const site = await startSite(port, Math.max(...plan.clients));
  try {
    const [uploader] = await site.uploaders(1);
    if (!uploader) throw new Error("the site has nobody");
    // First, while the server holds no memory from other loads.
    const parts: PartsRate[] = [];
    for (const mebibytes of plan.videos) {
      parts.push(await measureParts(plan, site, uploader, mebibytes));
      tell(`a video of ${mebibytes} MiB in ${parts.at(-1)?.sending.toFixed(1)} s`);
    }
    const uploads: UploadRate[] = [];
    for (const clients of plan.clients) {
      const rate = await measureUploads(plan, site, clients, small);
      uploads.push(rate);
      tell(`${clients} clients: ${Math.round((rate.uploads / rate.seconds) * 60)} uploads per minute`);
    }
    const pictures = [];
    for (const photo of firstOf(originals, plan.variantsOf)) pictures.push((await uploader.upload(photo)).media);
    const variants = await measureVariants(plan, site, pictures);
    tell("variants are measured");
    const feeds = [
      await measureFeed(plan, site, uploader, "photos", firstOf(originals, plan.posts)),
      await measureFeed(plan, site, uploader, "figures of a lesson", readFigures().slice(0, plan.posts)),
    ];
    return {
      picture: { type: small.type, bytes: small.bytes.length },
      uploads,
      photoBytes: originals.reduce((sum, { bytes }) => sum + bytes.length, 0) / originals.length,
      variants,
      feeds,
      parts,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await site.stop();
  }
}

function readFigures(): File[] {
  return listFigures().map(({ name, type, path }) => ({ name, type, bytes: new Uint8Array(readFileSync(path)) }));
}

/** `count` of them, beginning again where there are fewer. */
function firstOf(files: readonly File[], count: number): File[] {
  return Array.from({ length: count }, (_, index) => files[index % files.length]).filter((file) => file !== undefined);
}
