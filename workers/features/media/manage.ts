/** What people see of a media, and what its owner does with it. */
import type { Media, UpdateMedia } from "../../../contract/media.ts";
import type { MediaRow } from "../../../db/schema.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, notFound } from "../../http/error.ts";
import type { Scope, SignedInScope } from "../../scope.ts";
import { freeing } from "./refs.ts";
import * as store from "./store.ts";
import { presentOwn, presentVisible } from "./view.ts";
import { visibleMedia, type VisibleMedia } from "./visible.ts";

/** A media: its owner sees it in every state, with what has arrived of it; others when it is ready, and shown to them. Throws `not_found`. */
export async function getMedia(scope: Scope, id: string): Promise<Media> {
  const { db, viewer } = scope;
  const [own, visible] = await Promise.all([viewer && store.findUpload(db, viewer.id, id), seen(scope, id)]);
  if (visible) return presentVisible(scope, visible);
  if (own && viewer) return presentOwn({ ...scope, viewer }, own.row, own.parts);
  throw notFound("media");
}

async function seen(scope: Scope, id: string): Promise<VisibleMedia | null> {
  try {
    return await visibleMedia(scope, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/** A media of the viewer's own. Throws `forbidden` for somebody else's that they may see, `not_found` for any other. */
export async function ownMedia(scope: SignedInScope, id: string): Promise<MediaRow> {
  const row = await store.findOwn(scope.db, scope.viewer.id, id);
  if (row) return row;
  await visibleMedia(scope, id);
  throw new AppError("forbidden", "Only who uploaded a file can change it.");
}

/** A video of the viewer's own that is ready. Throws `conflict` where it is not, or is no video. */
export async function ownVideo(scope: SignedInScope, id: string): Promise<MediaRow> {
  const row = await ownMedia(scope, id);
  if (row.state !== "ready") throw new AppError("conflict", "This file is not ready yet.");
  if (row.kind !== "video") throw new AppError("conflict", "Only videos have posters and captions.");
  return row;
}

/** Describes a media in other words. */
export async function updateMedia(scope: SignedInScope, id: string, { alt }: UpdateMedia): Promise<Media> {
  const { db, viewer } = scope;
  await ownMedia(scope, id);
  if (alt !== undefined) await commit(scope, { guard: store.updateAlt(db, viewer.id, id, alt, Date.now()) });
  return getMedia(scope, id);
}

/** Deletes a media of one's own that nothing shows. It is gone, and no longer counts, before this resolves; its bytes follow. */
export async function deleteMedia(scope: SignedInScope, id: string): Promise<void> {
  await ownMedia(scope, id);
  await commit(scope, {
    guard: store.markDeleted(scope.db, [id], Date.now()),
    required: new AppError("conflict", "Something still shows this file. Take it out there first."),
    effects: freeing([id]),
  });
}
