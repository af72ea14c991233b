/** The server's side of uploads for tests of the web app: media are declared, sent with XMLHttpRequest, and looked at. */
import { vi } from "vitest";
import type { Media, UploadedPart } from "../../contract/media.ts";
import { type Answer, makeId, Refusal } from "./web-app.tsx";

/** A PUT of bytes as it arrives. */
export interface Sent {
  mediaId: string;
  /** `null` when everything comes at once; of posters and captions too. */
  part: number | null;
  path: string;
  size: number;
  type: string;
  authorization: string | undefined;
}

/** What becomes of a PUT: it arrives, the connection breaks before or after it did, or it is refused. A promise keeps it waiting. */
export type Outcome = "arrives" | "cut" | "answer lost" | Refusal;

interface Held {
  media: Media;
  parts: Map<number, UploadedPart>;
}

/** A media as the server would show it. */
export function makeMedia(part: Partial<Media> = {}): Media {
  const id = makeId();
  return {
    id,
    state: "ready",
    kind: "image",
    type: "image/png",
    size: 1000,
    width: 640,
    height: 480,
    alt: "",
    filename: "picture.png",
    urls: { original: `/media/${id}`, thumb: `/media/${id}/thumb` },
    ...part,
  };
}

/** Answers calls to `/v1/media` through `answers`, and takes the place of XMLHttpRequest. */
export function playUploads(answers: Map<string, Answer>, { partSize }: { partSize?: number } = {}) {
  const media = new Map<string, Held>();
  const sent: Sent[] = [];
  const deleted: string[] = [];
  const server = {
    media,
    sent,
    deleted,
    /** Most PUTs that were under way at once. */
    mostAtOnce: 0,
    /** Decides what becomes of a PUT. */
    outcome: (_sent: Sent): Outcome | Promise<Outcome> => "arrives",
    /** What the server finds out about a file once it has it. */
    look: (found: Media): Partial<Media> => ({ ...found, state: "ready" }),
    /** Puts a media on the server that was uploaded before. */
    hold(found: Media) {
      media.set(found.id, { media: found, parts: new Map() });
      answerFor(found.id);
      return found;
    },
  };

  function finish(id: string) {
    const held = media.get(id);
    if (held === undefined) throw new Refusal(404, "not_found");
    const { upload: _, ...rest } = held.media;
    held.media = { ...rest, ...server.look({ ...rest, state: "ready" }) };
    return held.media;
  }

  function answerFor(id: string) {
    const held = () => {
      const found = media.get(id);
      if (found === undefined) throw new Refusal(404, "not_found");
      return found;
    };
    answers.set(`GET /v1/media/${id}`, () => {
      const { media: found, parts } = held();
      if (found.upload === undefined) return found;
      return { ...found, upload: { ...found.upload, received: [...parts.values()] } };
    });
    answers.set(`PATCH /v1/media/${id}`, ({ body }) => {
      const found = held();
      found.media = { ...found.media, ...body };
      return found.media;
    });
    answers.set(`DELETE /v1/media/${id}`, () => {
      media.delete(id);
      deleted.push(id);
    });
    answers.set(`POST /v1/media/${id}/complete`, () => {
      const { media: found, parts } = held();
      if (partSize === undefined || parts.size < Math.ceil(found.size / partSize)) {
        throw new Refusal(409, "conflict", "Parts are missing.");
      }
      return finish(id);
    });
  }

  answers.set("POST /v1/media", ({ body }) => {
    const { filename, type, size, alt = "" } = body as { filename: string; type: string; size: number; alt?: string };
    const inParts = partSize !== undefined && size > partSize;
    const kind = /^(image|video|audio)\//.exec(type)?.[1] as Media["kind"] | undefined;
    const found = makeMedia({ state: "uploading", kind: kind ?? "file", filename, type, size, alt });
    const uploadUrl = `/v1/media/${found.id}/bytes`;
    server.hold({ ...found, upload: { uploadUrl, received: [], ...(inParts && { partSize }) } });
    return { id: found.id, uploadUrl, ...(inParts && { partSize }) };
  });

  let underWay = 0;
  async function take(arriving: Sent): Promise<{ status: number; body: unknown } | null> {
    sent.push(arriving);
    underWay += 1;
    server.mostAtOnce = Math.max(server.mostAtOnce, underWay);
    const outcome = await server.outcome(arriving);
    underWay -= 1;
    if (outcome === "cut") return null;
    if (outcome instanceof Refusal) {
      const { status, code, message: detail } = outcome;
      return { status, body: { type: "", title: "", status, detail, code, requestId: "r" } };
    }
    const held = media.get(arriving.mediaId);
    if (held === undefined) return { status: 404, body: { code: "not_found", detail: "", title: "", type: "" } };
    if (arriving.part !== null) held.parts.set(arriving.part, { part: arriving.part, size: arriving.size });
    else if (arriving.path.endsWith("/bytes")) finish(arriving.mediaId);
    const body = arriving.part === null ? held.media : { part: arriving.part, size: arriving.size };
    return outcome === "answer lost" ? null : { status: 200, body };
  }

  vi.stubGlobal("XMLHttpRequest", requestOver(take));
  URL.createObjectURL = (blob: Blob | MediaSource) => `blob:${"name" in blob ? String(blob.name) : "frame"}`;
  URL.revokeObjectURL = () => undefined;
  return server;
}

/** As much of XMLHttpRequest as uploads need. */
function requestOver(take: (sent: Sent) => Promise<{ status: number; body: unknown } | null>) {
  return class extends EventTarget {
    readonly upload = new EventTarget();
    status = 0;
    responseText = "";
    #url = new URL("http://stoa.test");
    readonly #headers = new Map<string, string>();
    #over = false;

    open(_method: string, url: string) {
      this.#url = new URL(url, "http://stoa.test");
    }
    setRequestHeader(name: string, value: string) {
      this.#headers.set(name, value);
    }
    getAllResponseHeaders() {
      return `content-type: application/${this.status < 400 ? "json" : "problem+json"}\r\n`;
    }
    send(body: Blob) {
      const { pathname, searchParams } = this.#url;
      const part = searchParams.get("part");
      const sent: Sent = {
        mediaId: pathname.split("/")[3] ?? "",
        part: part === null ? null : Number(part),
        path: pathname,
        size: body.size,
        type: this.#headers.get("Content-Type") ?? "",
        authorization: this.#headers.get("Authorization"),
      };
      this.upload.dispatchEvent(new ProgressEvent("progress", { loaded: body.size / 2, total: body.size }));
      void take(sent).then((answer) => {
        if (this.#over) return;
        if (answer !== null) {
          this.upload.dispatchEvent(new ProgressEvent("progress", { loaded: body.size, total: body.size }));
          this.status = answer.status;
          this.responseText = JSON.stringify(answer.body);
        }
        this.#end(answer === null ? "error" : "load");
      });
    }
    abort() {
      if (!this.#over) this.#end("abort");
    }
    #end(how: "load" | "error" | "abort") {
      this.#over = true;
      this.dispatchEvent(new ProgressEvent(how));
      this.dispatchEvent(new ProgressEvent("loadend"));
    }
  };
}
