/** The live numbers of one subject. */
import { DurableObject } from "cloudflare:workers";
import type { CountValues } from "../../contract/live/hub.ts";
import type { LiveCounterApi } from "./types.ts";

export class LiveCounter extends DurableObject implements LiveCounterApi {
  async view(_userId: string): Promise<void> {}
  async values(): Promise<CountValues> {
    return {};
  }
  async watch(_userId: string, _viewing: boolean, _until: number): Promise<CountValues> {
    return {};
  }
  async unwatch(_userId: string): Promise<void> {}
  async refresh(): Promise<void> {}
}
