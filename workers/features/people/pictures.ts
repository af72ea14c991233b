/** The pictures of a profile: one of the person, and a wide one. */
import type { FieldError } from "../../../contract/errors.ts";
import type { UpdateMe } from "../../../contract/users.ts";
import type { UserRow } from "../../../db/schema.ts";
import type { Statement } from "../../effects/commit.ts";
import type { Effect } from "../../effects/kinds.ts";
import { AppError } from "../../http/error.ts";
import { raiseEpochs } from "../../pipeline/epochs.ts";
import type { SignedInScope } from "../../scope.ts";
import { findAttachable, freeing, reattach } from "../media/actions.ts";

/** What a change of pictures writes, and what follows from it. */
interface PictureChange {
  writes: Statement[];
  effects: Effect[];
}

const places = [
  { field: "avatarMediaId", kind: "avatar" },
  { field: "coverMediaId", kind: "cover" },
] as const;

/** Throws `validation_failed` for what is not a picture of the viewer's own that is ready: in one hop. */
export async function checkPictures(scope: SignedInScope, patch: UpdateMe): Promise<void> {
  const wanted = places.flatMap(({ field }) => (patch[field] == null ? [] : [{ path: field, id: patch[field] }]));
  const found = await findAttachable(
    scope.db,
    scope.viewer.id,
    wanted.map(({ id }) => id),
  );
  const problems: FieldError[] = wanted.flatMap(({ path, id }) => {
    const facts = found.find((media) => media.id === id);
    if (!facts) return [{ path, message: "names none of your media that are ready" }];
    return facts.kind === "image" ? [] : [{ path, message: "must be a picture" }];
  });
  const [first] = problems;
  if (first) throw new AppError("validation_failed", `${first.path} ${first.message}.`, { fields: problems });
}

/** References to the new pictures; those that they take the place of are freed at once if nothing else shows them. */
export function changePictures(
  { db, viewer }: SignedInScope,
  before: Pick<UserRow, "avatarMediaId" | "coverMediaId">,
  patch: UpdateMe,
): PictureChange {
  const changes = places.flatMap(({ field, kind }) => {
    const is = patch[field];
    return is === undefined || is === before[field] ? [] : [{ kind, is, was: before[field] }];
  });
  const former = changes.flatMap(({ was }) => was ?? []);
  return {
    writes: [
      ...changes.flatMap(({ kind, is }) =>
        reattach(db, { kind, subjectId: viewer.id, itemId: "" }, is === null ? [] : [is]),
      ),
      ...raiseEpochs(db, former),
    ],
    effects: [
      ...freeing([...new Set(former)]),
      ...(changes.some(({ kind }) => kind === "avatar")
        ? [{ kind: "cards.refresh", payload: { userId: viewer.id, after: "" } } as const]
        : []),
    ],
  };
}
