/** Waiting in tests: for a condition, never for a time. */
import { vi } from "vitest";
import { patience } from "./patience.ts";

/** Waits until the check throws nothing any more, and answers what it answers; throws what it threw last when patience is at an end. */
export function eventually<Found>(check: () => Promise<Found> | Found): Promise<Found> {
  return vi.waitFor(check, patience);
}
