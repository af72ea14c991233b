/** Ids of conversations that exist once: making one again gives the same. */
import { derivedId, timeOf } from "../../../contract/ids.ts";
import type { Subject } from "../../../contract/live/hub.ts";

/** Id of the direct conversation of two people, whoever begins it. */
export function directId(one: string, other: string): Promise<string> {
  const [first = "", second = ""] = [one, other].sort();
  return derivedId(`direct:${first}:${second}`, timeOf(second));
}

/** Id of the room beside a subject. */
export function subjectRoomId(subject: Subject): Promise<string> {
  return derivedId(`subject:${subject}`, timeOf(subjectId(subject)));
}

/** Id of what a room is beside. */
export function subjectId(subject: string): string {
  return subject.slice(subject.indexOf(":") + 1);
}
