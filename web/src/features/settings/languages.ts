/** Languages and time zones to choose from, named in their own words. */

/** Languages offered, by their own names; an account may carry any other BCP 47 tag, which then joins the list. */
const offered: Record<string, string> = {
  en: "English",
  "en-GB": "English (United Kingdom)",
  km: "ភាសាខ្មែរ",
  ar: "العربية",
  de: "Deutsch",
  el: "Ελληνικά",
  es: "Español",
  fr: "Français",
  hi: "हिन्दी",
  id: "Bahasa Indonesia",
  it: "Italiano",
  ja: "日本語",
  ko: "한국어",
  lo: "ລາວ",
  ms: "Bahasa Melayu",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  "pt-BR": "Português (Brasil)",
  ru: "Русский",
  th: "ไทย",
  tr: "Türkçe",
  uk: "Українська",
  vi: "Tiếng Việt",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
};

export function languageChoices(current: string): { tag: string; name: string }[] {
  const choices = Object.entries(offered).map(([tag, name]) => ({ tag, name }));
  return current in offered ? choices : [{ tag: current, name: nameOf(current) }, ...choices];
}

function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
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
