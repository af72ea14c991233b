/** Who an address names, as the rules need them. */
import { eq, type SQL } from "drizzle-orm";
import { isId } from "../../contract/ids.ts";
import { cardColumns } from "../../db/cards.ts";
import { relationColumns } from "../../db/relations.ts";
import { users } from "../../db/schema.ts";
import type { PersonSubject } from "../access/people.ts";
import type { Scope } from "../scope.ts";
import { subjectOf } from "./cards.ts";

/** Condition for the person that an id or a username (both compared without case) names. */
export function isNamed(idOrUsername: string): SQL {
  const id = idOrUsername.toUpperCase();
  return isId(id) ? eq(users.id, id) : eq(users.usernameKey, idOrUsername.toLowerCase());
}

/** The person with this id or username and how the viewer stands to them; null where there is none. Whether the viewer may see them is for the rules to say. */
export async function findPersonSubject(scope: Scope, idOrUsername: string): Promise<PersonSubject | null> {
  const [row] = await scope.db
    .select({ card: cardColumns(users), relation: relationColumns(scope.viewer?.id ?? null, users.id) })
    .from(users)
    .where(isNamed(idOrUsername));
  return row ? subjectOf(row.card, row.relation) : null;
}
