/** Captions of videos: what is said, as text over the picture, in any number of languages. */
import { maxCaptionLanguages, type Media } from "../../../contract/media.ts";
import { captionsKey } from "../../../r2/keys.ts";
import { commit } from "../../effects/commit.ts";
import { AppError, invalid } from "../../http/error.ts";
import type { SignedInScope } from "../../scope.ts";
import { getMedia, ownVideo } from "./manage.ts";
import * as store from "./store.ts";
import { normalVtt, problemOfVtt } from "./web-vtt.ts";

/**
 * Gives a video of one's own captions in a language, in the place of those it has. `read` gives the file, once it is known to be wanted.
 * Throws `validation_failed` for what is no WebVTT in UTF-8.
 */
export async function putCaptions(
  scope: SignedInScope,
  id: string,
  language: string,
  read: () => Promise<Uint8Array>,
): Promise<Media> {
  const { captions } = await ownVideo(scope, id);
  const tag = canonical(language);
  if (!captions.includes(tag) && captions.length >= maxCaptionLanguages)
    throw new AppError("conflict", `A video may have captions in ${maxCaptionLanguages} languages.`);
  const text = decoded(await read());
  await scope.gate.admit();
  await scope.env.MEDIA.put(captionsKey(id, tag), text, { httpMetadata: { contentType: "text/vtt; charset=utf-8" } });
  await commit(scope, { guard: store.addCaptions(scope.db, id, tag, Date.now()) });
  return getMedia(scope, id);
}

/** Takes captions in a language away; harmless where there are none. */
export async function deleteCaptions(scope: SignedInScope, id: string, language: string): Promise<Media> {
  await ownVideo(scope, id);
  const tag = canonical(language);
  await commit(scope, { guard: store.removeCaptions(scope.db, id, tag, Date.now()) });
  await scope.env.MEDIA.delete(captionsKey(id, tag));
  return getMedia(scope, id);
}

/** One spelling for each language tag (RFC 5646, section 2.1.1): `EN-us` and `en-US` are the same. */
function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? language;
  } catch {
    throw invalid("language", "must be a language tag such as en or zh-Hans");
  }
}

function decoded(bytes: Uint8Array): string {
  let text: string;
  try {
    text = normalVtt(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw invalid("captions", "must be text in UTF-8");
  }
  const problem = problemOfVtt(text);
  if (problem !== null) throw invalid("captions", problem);
  return text;
}
