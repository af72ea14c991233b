/** Reading streams a stretch at a time. */

/** Bytes taken at once: large enough that looking at each costs little, small enough to be nothing in memory. */
const stretch = 256 * 1024;

/** Hands a stream on in stretches, each only when the one before was taken. Whoever takes must not keep what it got. */
export async function pump(
  stream: ReadableStream<Uint8Array>,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const reader = stream.getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(stretch);
  try {
    for (;;) {
      const { done, value } = await reader.readAtLeast(stretch, new Uint8Array(buffer));
      if (value !== undefined && value.length > 0) await take(value);
      if (done || value === undefined) return;
      buffer = value.buffer;
    }
  } catch (error) {
    // The stream may have ended with the same error, which is thrown here either way.
    await Promise.allSettled([reader.cancel(error)]);
    throw error;
  }
}
