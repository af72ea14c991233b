/** Looks at staged bytes as a whole. */
import { contentOf, headBytes } from "./inspect/content.ts";
import type { Declared } from "./inspect/declared.ts";
import type { ByteSource, Inspection } from "./inspect/types.ts";

/** By its first bytes alone, until containers are walked. */
export async function inspect(source: ByteSource, declared: Declared): Promise<Inspection> {
  const content = await contentOf(await source.read(0, headBytes));
  if (content.is !== "accepted")
    return {
      ok: false,
      refusal: { reason: "type_not_accepted", detail: `Files like ${declared.filename} are not accepted.` },
    };
  const { kind, type } = content;
  const pieces = [{ from: 0, to: source.size }];
  return { ok: true, file: { kind, type, pieces, width: null, height: null, duration: null, needsMaster: false } };
}
