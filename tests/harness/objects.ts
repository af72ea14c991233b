/** Things of other people for each kind of object that a route may name: one that nobody else may see, and one that all may. */
import type { RouteObject } from "../../workers/http/route.ts";
import { newId } from "../../contract/ids.ts";
import { makeChannel, makeGroup } from "./conversations.ts";
import { makeMedia } from "./media.ts";
import { api, makePerson, type Person } from "./people.ts";
import { makeComment, makePost } from "./posts.ts";

export interface OthersObjects {
  /** Value of the path parameter for something that the asking person may not know of. */
  hidden: (asking: Person) => Promise<string>;
  /** Value for something of somebody else's that the asking person may see; null where there is no such thing. */
  visible: (() => Promise<string>) | null;
}

export const othersObjects: Record<RouteObject["kind"], OthersObjects> = {
  post: {
    hidden: async () => (await makePost(await makePerson(), { audience: "private" })).id,
    visible: async () => (await makePost(await makePerson())).id,
  },
  comment: {
    hidden: async () => {
      const author = await makePerson();
      const post = await makePost(author, { audience: "private" });
      return (await makeComment(author, post.id)).id;
    },
    visible: async () => {
      const post = await makePost(await makePerson());
      return (await makeComment(await makePerson(), post.id)).id;
    },
  },
  user: {
    hidden: async (asking) => {
      const blocker = await makePerson();
      await api(`/v1/users/${asking.id}/block`, { as: blocker, method: "POST" });
      return blocker.id;
    },
    visible: async () => (await makePerson()).id,
  },
  conversation: {
    hidden: async () => (await makeGroup(await makePerson())).id,
    visible: async () => (await makeChannel(await makePerson())).id,
  },
  invite: { hidden: async () => `${newId()}.${"x".repeat(22)}`, visible: null },
  media: {
    hidden: async () => (await makeMedia(await makePerson())).id,
    visible: async () => {
      const owner = await makePerson();
      const { id } = await makeMedia(owner);
      await makePost(owner, { type: "image", content: "", mediaIds: [id] });
      return id;
    },
  },
  session: { hidden: async () => (await makePerson()).sessionId, visible: null },
  "follow-request": { hidden: async () => (await makePerson()).id, visible: null },
  case: { hidden: async () => newId(), visible: null },
  "mail-token": { hidden: async () => "not-a-token-of-anybody", visible: null },
};
