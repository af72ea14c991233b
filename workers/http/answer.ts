/** Answers of creating routes: a repeated idempotency key answers the resource that it made the first time. */
import { Replay } from "./gate.ts";

/**
 * Runs `create`; when the request's key has done its work already, `read` answers that resource as it is now.
 * Both give the same shape.
 */
export async function createdOnce<View>(
  create: () => Promise<View>,
  read: (id: string) => Promise<View>,
): Promise<View> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof Replay) return read(error.resourceId);
    throw error;
  }
}
