/** From bytes that are all there to a media that is looked at. */
import { type Media, wholeBytes } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { stagingKey } from "../../../r2/keys.ts";
import { commit } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { notFound } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { deleteBytes } from "./bucket.ts";
import { processNow } from "./process.ts";
import * as store from "./store.ts";
import { presentOwn } from "./view.ts";

/** Takes staged bytes (those with this ETag) and answers the media: small ones have been looked at by then, large ones will be. */
export async function begin(scope: SignedInScope, row: MediaRow, stagedEtag: string): Promise<Media> {
  const { db, env, viewer } = scope;
  const effect: Effect = { kind: "media.process", payload: { mediaId: row.id } };
  const isSmall = row.size <= wholeBytes;
  const { changed, held } = await commit(scope, {
    guard: store.markProcessing(db, row.id, stagedEtag, Date.now()),
    writes: [store.deleteParts(db, row.id)],
    ...(isSmall ? { held: [effect] } : { effects: [effect] }),
  });
  if (changed && isSmall) await processNow(scope, row.id, held);
  const now = await store.findOwn(db, viewer.id, row.id);
  if (!changed) await dropStaged(env, row.id, now);
  if (!now) throw notFound("media");
  return presentOwn(scope, now);
}

/** Bytes that came too late must not stay; those that are being looked at must. */
async function dropStaged(env: SignedInScope["env"], id: string, now: MediaRow | null): Promise<void> {
  if (now === null || now.state === "refused") await deleteBytes(env, id, null);
  else if (now.state === "ready") await env.MEDIA.delete(stagingKey(id));
}
