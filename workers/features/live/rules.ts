/** The Worker's rules for its own Durable Objects: a hub asks here what its person may hear of. Not reachable from outside. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Subject } from "../../../contract/live/hub.ts";
import { openDatabase } from "../../../db/client.ts";
import type { LiveRulesApi } from "../../../durable-objects/user-hub/types.ts";
import type { Env } from "../../env.ts";
import type { Viewer } from "../../scope.ts";
import { presentPeople, readableConversations, readablePosts } from "./readable.ts";

export class LiveRules extends WorkerEntrypoint<Env> implements LiveRulesApi {
  async admit(
    viewer: Viewer,
    asked: { users: string[]; subjects: Subject[] },
  ): Promise<{ users: string[]; subjects: Subject[] }> {
    const db = openDatabase(this.env.DB);
    const [users, posts, conversations] = await Promise.all([
      presentPeople(db, viewer, asked.users),
      readablePosts(db, viewer, idsOf("post", asked.subjects)),
      readableConversations(db, viewer, idsOf("conversation", asked.subjects)),
    ]);
    const subjects: Subject[] = [
      ...posts.map((id): Subject => `post:${id}`),
      ...conversations.map((id): Subject => `conversation:${id}`),
    ];
    return { users, subjects };
  }
}

function idsOf(kind: string, subjects: readonly Subject[]): string[] {
  return subjects.filter((subject) => subject.startsWith(`${kind}:`)).map((subject) => subject.slice(kind.length + 1));
}
