/** Names of objects in the bucket. Nothing else makes keys, so that what is there can be found and freed by its prefix. */

/** Asked for by the health check; it need not exist, only the bucket has to answer. */
export const healthKey = "health/probe";
