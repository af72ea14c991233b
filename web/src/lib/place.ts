import { createContext, use } from "react";
import type { Place } from "./format.ts";

/** Language and time zone of the person who looks; the browser's own until somebody has signed in. */
export const PlaceContext = createContext<Place>({ locale: undefined, timeZone: undefined });

export function usePlace(): Place {
  return use(PlaceContext);
}
