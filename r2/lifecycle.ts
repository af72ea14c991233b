/**
 * Lifecycle rules of the bucket, in the shape of Cloudflare's API (https://developers.cloudflare.com/r2/buckets/object-lifecycles/),
 * which `wrangler r2 bucket lifecycle set` takes. The site frees what nobody needs itself, a day after; these rules are the net under
 * it, and touch nothing that was ever shown.
 */
import { stagingPrefix } from "./keys.ts";

const day = 24 * 60 * 60;

/** Something that happens to objects or uploads `maxAge` seconds after they began. */
interface Transition {
  condition: { type: "Age"; maxAge: number };
}

export interface LifecycleRule {
  id: string;
  enabled: boolean;
  /** What the keys begin with that the rule is about; empty for all. */
  conditions: { prefix: string };
  abortMultipartUploadsTransition?: Transition;
  deleteObjectsTransition?: Transition;
}

const after = (days: number): Transition => ({ condition: { type: "Age", maxAge: days * day } });

/** The whole lifecycle configuration of the bucket; it replaces what was there. */
export const lifecycleConfiguration: { rules: LifecycleRule[] } = {
  rules: [
    {
      id: "abort unfinished uploads after 2 days",
      enabled: true,
      conditions: { prefix: stagingPrefix },
      abortMultipartUploadsTransition: after(2),
    },
    {
      id: "delete bytes that were never taken over after 3 days",
      enabled: true,
      conditions: { prefix: stagingPrefix },
      deleteObjectsTransition: after(3),
    },
    {
      // R2 gives this rule to every new bucket; setting others would take it away.
      id: "abort other multipart uploads after 7 days",
      enabled: true,
      conditions: { prefix: "" },
      abortMultipartUploadsTransition: after(7),
    },
  ],
};
