/** The media benchmark: uploads, variants, a feed and large videos, one after the other on one site. */
import { readFileSync } from "node:fs";
import { listFigures } from "../../scripts/lib/figures.ts";
import { type FeedBytes, feedLength, measureFeed } from "./feed.ts";
import { fetchPicture } from "./formats.ts";
import { measureParts, type PartsRate } from "./parts.ts";
import { makePhoto } from "./photos.ts";
import type { Plan } from "./plan.ts";
import { type Site, startSite } from "./site.ts";
import type { File, Uploader } from "./uploader.ts";
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
    const { photos, small } = await takePhotos(plan, site, uploader);
    const uploads: UploadRate[] = [];
    for (const clients of plan.clients) {
      const rate = await measureUploads(plan, site, clients, small);
      uploads.push(rate);
      tell(`${clients} clients: ${Math.round((rate.uploads / rate.seconds) * 60)} uploads per minute`);
    }
    const pictures = [];
    for (const photo of firstOf(photos, plan.variantsOf)) pictures.push((await uploader.upload(photo)).media);
    const variants = await measureVariants(plan, site, pictures);
    tell("variants are measured");
    const feeds = [
      await measureFeed(site, uploader, "photos", firstOf(photos, feedLength)),
      await measureFeed(site, uploader, "figures of a lesson", readFigures().slice(0, feedLength)),
    ];
    return {
      picture: { type: small.type, bytes: small.bytes.length },
      uploads,
      photoBytes: photos.reduce((sum, { bytes }) => sum + bytes.length, 0) / photos.length,
      variants,
      feeds,
      parts,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await site.stop();
  }
}

/**
 * Photos as JPEG, and a small one as people send it. Node has no encoder for JPEG, so the site's own is asked: it makes variants of a PNG.
 */
async function takePhotos(plan: Plan, site: Site, uploader: Uploader): Promise<{ photos: File[]; small: File }> {
  const photos: File[] = [];
  const smaller: File[] = [];
  for (let seed = 0; seed < plan.photos; seed++) {
    const { media } = await uploader.upload({ name: "photo.png", type: "image/png", bytes: makePhoto(seed) });
    const develop = async (variant: "feed" | "full"): Promise<File> => {
      const bytes = await fetchPicture(site.origin, media.urls[variant] ?? "", "jpeg");
      return { name: `photo ${seed}.jpg`, type: "image/jpeg", bytes };
    };
    photos.push(await develop("full"));
    smaller.push(await develop("feed"));
  }
  const [small] = smaller;
  if (!small) throw new Error("the plan has no photos");
  return { photos, small };
}

function readFigures(): File[] {
  return listFigures().map(({ name, type, path }) => ({ name, type, bytes: new Uint8Array(readFileSync(path)) }));
}

/** `count` of them, beginning again where there are fewer. */
function firstOf(files: readonly File[], count: number): File[] {
  return Array.from({ length: count }, (_, index) => files[index % files.length]).filter((file) => file !== undefined);
}
