/** The routers of all features, in the order of the reference; the platform's own describes them all and comes last, in app.ts. */
import { admin } from "./admin/routes.ts";
import { auth } from "./auth/routes.ts";
import { comments } from "./comments/routes.ts";
import { conversations } from "./conversations/routes.ts";
import { feed } from "./feed/routes.ts";
import { importing } from "./import/routes.ts";
import { live } from "./live/routes.ts";
import { media } from "./media/routes.ts";
import { serving } from "./media/serve/routes.ts";
import { moderation } from "./moderation/routes.ts";
import { people } from "./people/routes.ts";
import { posts } from "./posts/routes.ts";
import { devMailbox } from "../mail/mailbox.ts";

export const features = [
  auth,
  people,
  feed,
  posts,
  comments,
  conversations,
  media,
  serving,
  live,
  moderation,
  admin,
  importing,
  devMailbox,
];
