import { queryOptions, useQuery } from "@tanstack/react-query";
import type { PublicSettings } from "../../../../contract/settings.ts";
import { siteApi } from "../../api/site.ts";

/** Settings of the site; they change rarely and are read once. */
export const siteQuery = queryOptions({
  queryKey: ["site"] as const,
  queryFn: ({ signal }) => siteApi.settings(signal),
  staleTime: Infinity,
});

const untilKnown: PublicSettings = {
  branding: { name: "Stoa", tagline: "A place to meet, talk and learn.", accentHue: 240 },
  registrationOpen: true,
  publicReading: true,
  maintenance: { on: false, message: "" },
  flags: {},
};

/** The site's settings; until they have come, those of a fresh site. */
export function useSite(): PublicSettings {
  return useQuery(siteQuery).data ?? untilKnown;
}
