/** Who an address names, as the rules need them. */
import { eq } from "drizzle-orm";
import { isId } from "../../contract/ids.ts";
import { type CardRow, cardColumns } from "../../db/cards.ts";
import { relationColumns, type RelationRow } from "../../db/relations.ts";
import { users } from "../../db/schema.ts";
import type { PersonSubject } from "../access/people.ts";
import type { Scope } from "../scope.ts";
import { subjectOf } from "./cards.ts";

/** The person with this id or username and how the viewer stands to them; null where there is none. Whether the viewer may see them is for the rules to say. */
export async function findPersonSubject(scope: Scope, idOrUsername: string): Promise<PersonSubject | null> {
  const named = idOrUsername.toUpperCase();
  const [row] = await scope.db
    .select({ card: cardColumns(users), relation: relationColumns(scope.viewer?.id ?? null, users.id) })
    .from(users)
    .where(isId(named) ? eq(users.id, named) : eq(users.usernameKey, idOrUsername.toLowerCase()));
  return row ? subjectOf(row.card as CardRow, row.relation as RelationRow) : null;
}
