/** How fast variants are made at their first use, and read after that. */
import type { Media } from "../../contract/media.ts";
import { usageOfTree } from "../lib/processes.ts";
import { fetchPicture, type Format, formats } from "./formats.ts";
import type { Plan } from "./plan.ts";
import type { Site } from "./site.ts";
import { eachOf, together } from "./together.ts";

export const measuredVariants = ["thumb", "feed", "full"] as const;
export type MeasuredVariant = (typeof measuredVariants)[number];

export interface VariantRate {
  variant: MeasuredVariant;
  format: Format;
  /** Bytes of one, on average. */
  bytes: number;
  making: { count: number; seconds: number; serverCpu: number };
  reading: { count: number; seconds: number; latencies: number[] };
}

/** Makes every variant of each picture in each format, and reads it again and again. Nobody has asked for any of them before. */
export async function measureVariants(plan: Plan, site: Site, pictures: readonly Media[]): Promise<VariantRate[]> {
  const rates: VariantRate[] = [];
  for (const variant of measuredVariants) {
    const addresses = pictures.map(({ id, urls }) => {
      const address = urls[variant];
      if (address === undefined) throw new Error(`${id} has no variant ${variant}`);
      return address;
    });
    for (const format of formats) rates.push(await measureOne(plan, site, variant, format, addresses));
  }
  return rates;
}

async function measureOne(
  plan: Plan,
  site: Site,
  variant: MeasuredVariant,
  format: Format,
  addresses: readonly string[],
): Promise<VariantRate> {
  let bytes = 0;
  const before = usageOfTree(site.pid).cpu;
  const seconds = await eachOf(addresses, plan.makers, async (address) => {
    bytes += (await fetchPicture(site.origin, address, format)).length;
  });
  const serverCpu = usageOfTree(site.pid).cpu - before;

  const latencies: number[] = [];
  const until = performance.now() + plan.warmLength;
  const readingSeconds = await together(plan.readers, async (reader) => {
    for (let turn = reader; performance.now() < until; turn++) {
      const asked = performance.now();
      await fetchPicture(site.origin, addresses[turn % addresses.length] ?? "", format);
      latencies.push(performance.now() - asked);
    }
  });
  return {
    variant,
    format,
    bytes: bytes / addresses.length,
    making: { count: addresses.length, seconds, serverCpu },
    reading: { count: latencies.length, seconds: readingSeconds, latencies },
  };
}
