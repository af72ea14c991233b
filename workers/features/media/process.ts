/** Looking at bytes that have arrived, and making them ready or refusing them. Repeating it, or two at once, do no harm: the same bytes give the same files and the row changes once. */
import type { MediaRow } from "../../../db/schema.ts";
import type { Role } from "../../../contract/roles.ts";
import { masterKey, originalKey, stagingKey } from "../../../r2/keys.ts";
import { commit, handOver } from "../../effects/commit.ts";
import { faultPoint } from "../../effects/faults.ts";
import type { Payload } from "../../effects/kinds.ts";
import type { Scope } from "../../scope.ts";
import { deleteBytes } from "./bucket.ts";
import type { Accepted, Refusal } from "./inspect/types.ts";
import { inspect } from "./inspect/inspect.ts";
import { makeMaster } from "./master.ts";
import { placeholderOf } from "./placeholder.ts";
import { seal } from "./seal.ts";
import { openStaged, StagedBytesGone } from "./staged.ts";
import * as store from "./store.ts";

/** The effect. What it throws is tried again; a media that nothing comes of is refused by the Sweeper after a day. */
export async function processMedia(scope: Scope, { mediaId }: Payload<"media.process">): Promise<void> {
  await work(scope, mediaId, []);
}

/** Does the effect before the answer; `held` is its row in the outbox, which goes to the consumer when this fails. */
export async function processNow(scope: Scope, mediaId: string, held: readonly string[]): Promise<void> {
  try {
    await work(scope, mediaId, held);
  } catch (error) {
    scope.log.error("media.process-failed", error, { mediaId });
    await handOver(scope, held);
  }
}

type Outcome = { ok: true; findings: store.Findings } | { ok: false; refusal: Refusal };

async function work(scope: Scope, mediaId: string, finishes: readonly string[]): Promise<void> {
  const found = await store.findProcessing(scope.db, mediaId);
  if (!found) {
    await commit(scope, { finishes });
    return;
  }
  const outcome = await judge(scope, found.row, found.role);
  const now = Date.now();
  const guard = outcome.ok
    ? store.markReady(scope.db, mediaId, outcome.findings, now)
    : store.markRefused(scope.db, mediaId, "processing", outcome.refusal, now);
  const { changed } = await commit(scope, { guard, finishes });
  if (!changed) await clearStray(scope, mediaId);
  else if (outcome.ok) await scope.env.MEDIA.delete(stagingKey(mediaId));
  else await deleteBytes(scope.env, mediaId, null);
}

async function judge(scope: Scope, row: MediaRow, role: Role): Promise<Outcome> {
  try {
    return await look(scope, row, role);
  } catch (error) {
    if (!(error instanceof StagedBytesGone)) throw error;
    return refused("damaged", "The file was replaced, or lost, before it had been looked at. Send it again.");
  }
}

const refused = (reason: Refusal["reason"], detail: string): Outcome => ({ ok: false, refusal: { reason, detail } });

async function look(scope: Scope, row: MediaRow, role: Role): Promise<Outcome> {
  const { env, settings } = scope;
  const source = await openStaged(env.MEDIA, row.id, row.stagedEtag ?? "");
  const inspection = await inspect(source, { type: row.type, filename: row.filename, size: row.size });
  if (!inspection.ok) return inspection;
  const { file } = inspection;
  // The larger limit is for videos alone, and only the content tells one.
  if (file.kind !== "video" && row.kind === "video" && row.size > settings.uploads[role].fileBytes)
    return refused("type_mismatch", "A file of this size has to be a video.");

  await faultPoint(env, "media.before-seal");
  const sealed = await seal(env.MEDIA, row.id, source, file);
  const pictures = await derive(scope, row.id, file);
  await faultPoint(env, "media.before-ready");
  const { kind, type, width, height, duration } = file;
  return { ok: true, findings: { kind, type, width, height, duration, ...sealed, ...pictures } };
}

/** What pictures get besides their original: one that variants can be made of, where the original is none, and a placeholder. */
async function derive(
  scope: Scope,
  mediaId: string,
  { kind, type, needsMaster }: Accepted,
): Promise<Pick<store.Findings, "hasMaster" | "placeholder">> {
  const { env, log } = scope;
  if (kind !== "image") return { hasMaster: false, placeholder: null };
  const hasMaster = needsMaster && (await makeMaster(scope, mediaId));
  const picture = await env.MEDIA.get(hasMaster ? masterKey(mediaId) : originalKey(mediaId));
  if (picture === null) throw new StagedBytesGone();
  const placeholder = await placeholderOf(env.IMAGES, picture.body, type, (reason) =>
    log.warn("media.placeholder", { mediaId, reason: String(reason) }),
  );
  return { hasMaster, placeholder };
}

/** Takes away what was written for a media that was deleted, or refused, meanwhile. */
async function clearStray({ db, env }: Scope, mediaId: string): Promise<void> {
  const state = await store.findState(db, mediaId);
  if (state === null || state === "refused") await deleteBytes(env, mediaId, null);
}
