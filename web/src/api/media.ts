/** Media: declared, sent, looked at by the server, described. */
import type * as contract from "../../../contract/media.ts";
import { http } from "./http.ts";
import { sendBytes, type SendOptions } from "./send-bytes.ts";

const at = (id: string) => `/media/${id}`;

/** Bytes go to the API, in the name of whoever is signed in. */
const put = <T>(url: string, body: Blob, options?: SendOptions) =>
  http.authorized<T>((token) => sendBytes(url, body, token, options));

export const mediaApi = {
  declare: (body: contract.NewMedia, idempotencyKey: string, signal?: AbortSignal) =>
    http.post<contract.UploadTarget>("/media", { body, idempotencyKey, signal }),
  get: (id: string, signal?: AbortSignal) => http.get<contract.Media>(at(id), { signal }),
  /** Everything to `uploadUrl`. Small files have been looked at by the time of the answer. */
  send: (uploadUrl: string, bytes: Blob, options?: SendOptions) => put<contract.Media>(uploadUrl, bytes, options),
  /** Part `part` (from 1) to `uploadUrl`; again replaces it. */
  sendPart: (uploadUrl: string, part: number, bytes: Blob, options?: SendOptions) =>
    put<contract.UploadedPart>(`${uploadUrl}?part=${part}`, bytes, options),
  /** Says that all parts are there. */
  complete: (id: string, signal?: AbortSignal) => http.post<contract.Media>(`${at(id)}/complete`, { body: {}, signal }),
  describe: (id: string, alt: string) => http.patch<contract.Media>(at(id), { body: { alt } }),
  delete: (id: string) => http.delete<void>(at(id)),
  /** The picture that stands for a video until it plays: JPEG, PNG or WebP. */
  putPoster: (id: string, picture: Blob, signal?: AbortSignal) =>
    put<contract.Media>(`/v1${at(id)}/poster`, picture, { signal }),
  /** Captions in a language, as WebVTT. */
  putCaptions: (id: string, language: string, file: Blob) =>
    put<contract.Media>(
      `/v1${at(id)}/captions/${encodeURIComponent(language)}`,
      new Blob([file], { type: "text/vtt" }),
    ),
  deleteCaptions: (id: string, language: string) =>
    http.delete<contract.Media>(`${at(id)}/captions/${encodeURIComponent(language)}`),
};
