/** Languages and time zones to choose from, named in their own words. */

/** Languages offered first; an account may carry any BCP 47 tag, which then joins the list. */
const common = [
  "en",
  "en-GB",
  "km",
  "ar",
  "de",
  "el",
  "es",
  "fr",
  "hi",
  "id",
  "it",
  "ja",
  "ko",
  "lo",
  "ms",
  "nl",
  "pl",
  "pt",
  "pt-BR",
  "ru",
  "th",
  "tr",
  "uk",
  "vi",
  "zh-Hans",
  "zh-Hant",
];

export function languageChoices(current: string): { tag: string; name: string }[] {
  const tags = common.includes(current) ? common : [current, ...common];
  return tags.map((tag) => ({ tag, name: nameOf(tag) }));
}

function nameOf(tag: string): string {
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch (error) {
    // A tag that this browser does not know is shown as it is.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** IANA zones that this browser knows, by region. */
export function timeZoneGroups(current: string): [region: string, zones: string[]][] {
  const zones = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), current]);
  const groups = new Map<string, string[]>();
  for (const zone of [...zones].toSorted()) {
    const region = zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "Other";
    groups.set(region, [...(groups.get(region) ?? []), zone]);
  }
  return [...groups];
}

/** `Asia/Phnom_Penh` as people write it: `Phnom Penh`. */
export function zoneName(zone: string): string {
  return zone
    .slice(zone.indexOf("/") + 1)
    .replaceAll("_", " ")
    .replaceAll("/", ", ");
}

/** The zone of this device. */
export function deviceTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
