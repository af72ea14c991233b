/** What somebody keeps, and may keep. */
import type { MediaUsage } from "../../../contract/media.ts";
import type { SignedInScope } from "../../scope.ts";
import * as store from "./store.ts";

/** Bytes that the viewer keeps, with the limits of their role. */
export async function usageOf({ db, viewer, settings }: SignedInScope): Promise<MediaUsage> {
  return { usedBytes: await store.findUsedBytes(db, viewer.id), ...settings.uploads[viewer.role] };
}
