/** How two people stand to each other, as calls change it. Pure. */
import type { Relation, User } from "../../../../contract/users.ts";
import type { RelationKind } from "../../api/users.ts";

export interface RelationChange {
  kind: RelationKind;
  on: boolean;
}

/** A person in any list or on their profile; visitors and oneself have no relation. */
export interface Related {
  id: string;
  viewer?: Relation | undefined;
  counts?: User["counts"];
}

/** How the two will stand when the server agrees. A locked account is asked first. */
export function relationAfter(relation: Relation, { kind, on }: RelationChange, locked: boolean): Relation {
  switch (kind) {
    case "follow":
      if (!on) return { ...relation, follow: "none" };
      return relation.follow === "none" ? { ...relation, follow: locked ? "requested" : "following" } : relation;
    case "mute":
      return { ...relation, muting: on };
    case "block":
      // A block ends what was between the two, and taking it back does not bring that again.
      return on ? { ...relation, blocking: true, follow: "none", followedBy: false } : { ...relation, blocking: false };
  }
}

/** By how much the number of those who are followed changes. */
export function followStep(before: Relation, after: Relation): -1 | 0 | 1 {
  const was = before.follow === "following";
  const is = after.follow === "following";
  if (was === is) return 0;
  return is ? 1 : -1;
}

/** The person with a new relation, and with the followers that it adds or takes. */
export function withRelation<P extends Related>(person: P, relation: Relation): P {
  if (person.viewer === undefined) return person;
  const step = followStep(person.viewer, relation);
  const { counts } = person;
  return {
    ...person,
    viewer: relation,
    ...(counts !== undefined &&
      step !== 0 && { counts: { ...counts, followers: Math.max(0, counts.followers + step) } }),
  };
}
