/** Variants: made at first use, in what the client takes, no larger than they should be, and kept. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { MediaRow } from "../../../../db/schema.ts";
import { masterKey, mediaPrefix, originalKey, posterKey, variantKey } from "../../../../r2/keys.ts";
import { makeMedia, type MediaOverrides } from "../../../../tests/harness/media.ts";
import { bytesOf, gif, jpeg, png, ready, svgWithScript, webp } from "../../../../tests/harness/media-files.ts";
import { heic } from "../../../../tests/harness/media-files/heic.ts";
import { env, makePerson, origin, type Person } from "../../../../tests/harness/people.ts";
import { app } from "../../../../tests/harness/routes.ts";
import { refer } from "../../../../tests/harness/serving.ts";
import type { Env } from "../../../env.ts";
import { makeVariant } from "../variants.ts";

const accepting = {
  avif: "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
  webp: "image/webp,image/*,*/*;q=0.8",
  plain: "image/png,image/*;q=0.8,*/*;q=0.5",
};

let owner: Person;
/** How often the Images binding made something. */
let made: number;
beforeEach(async () => {
  owner = await makePerson();
  made = 0;
});

/** The Images binding, counted; `broken` refuses everything, `instead` is the type of all that it gives. */
function images({ broken, instead }: Pick<Asking, "broken" | "instead">): ImagesBinding {
  return new Proxy(env.IMAGES, {
    get(target, property) {
      const value = Reflect.get(target, property, target) as unknown;
      if (property !== "input") return typeof value === "function" ? (value.bind(target) as unknown) : value;
      return (stream: ReadableStream<Uint8Array>) => {
        made += 1;
        if (broken) throw new Error("images: broken for this test");
        const handle = target.input(stream);
        return instead === undefined ? handle : given(handle, instead);
      };
    },
  });
}

/** What makes pictures of one type only, whichever is asked for; of what is none, it says only that it is. */
function given(handle: ImageTransformer, type: string): ImageTransformer {
  return new Proxy(handle, {
    get(target, property) {
      if (property === "transform") return (options: ImageTransform) => given(target.transform(options), type);
      if (property !== "output") return Reflect.get(target, property, target) as unknown;
      return async () => {
        const result = await target.output({ format: type === "image/webp" ? type : "image/png" });
        return { image: () => result.image(), response: () => result.response(), contentType: () => type };
      };
    },
  });
}

interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
}

interface Asking {
  accept?: string;
  headers?: Record<string, string>;
  /** Who asks; the owner without it, null nobody. */
  as?: Person | null;
  method?: string;
  broken?: boolean;
  instead?: string;
}

async function get(path: string, asking: Asking = {}): Promise<Answer> {
  const { accept = accepting.webp, headers = {}, as = owner, method = "GET", broken, instead } = asking;
  const ctx = createExecutionContext();
  const counted: Env = { ...env, IMAGES: images({ broken, instead }) };
  const response = await app.fetch(
    new Request(`${origin}${path}`, {
      method,
      headers: { Accept: accept, ...(as && { Authorization: `Bearer ${as.token}` }), ...headers },
    }),
    counted,
    ctx,
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  await waitOnExecutionContext(ctx);
  return { status: response.status, headers: response.headers, bytes };
}

const picture = (bytes: Uint8Array, type: string, fields: MediaOverrides = {}): Promise<MediaRow> =>
  makeMedia(owner, { bytes, type, filename: `picture.${type.split("/")[1]}`, ...fields });

/** Type and size of a picture, as a decoder sees it. */
async function measured(bytes: Uint8Array<ArrayBuffer>) {
  const info = await env.IMAGES.info(new Blob([bytes]).stream());
  return "width" in info ? { type: info.format, width: info.width, height: info.height } : { type: info.format };
}

describe("a variant", () => {
  it("has the format that the client takes, and says that this decided", async () => {
    const row = await picture(jpeg({ width: 640, height: 480 }), "image/jpeg");
    for (const [accept, type] of [
      [accepting.avif, "image/avif"],
      [accepting.webp, "image/webp"],
      [accepting.plain, "image/jpeg"],
      ["*/*", "image/jpeg"],
      ["image/avif;q=0.2,image/webp", "image/webp"],
      ["text/html", "image/jpeg"],
    ] as const) {
      const { status, headers, bytes } = await get(`/media/${row.id}/thumb`, { accept });
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toBe(type);
      expect(headers.get("Vary")).toContain("Accept");
      expect((await measured(bytes)).type).toBe(type);
    }
  });

  it("is WebP until the AVIF of a large picture is made, for those who take both", async () => {
    const row = await picture(jpeg({ width: 640, height: 480 }), "image/jpeg", { width: 640, height: 480 });
    const first = await get(`/media/${row.id}/feed`, { accept: accepting.avif });
    expect(first.headers.get("Content-Type")).toBe("image/webp");
    expect(first.headers.get("Cache-Control")).toBe("private, no-cache");
    const second = await get(`/media/${row.id}/feed`, { accept: accepting.avif });
    expect(second.headers.get("Content-Type")).toBe("image/avif");
    expect(made).toBe(2);

    await refer(row.id, "avatar", owner.id);
    const open = await get(`/media/${row.id}/full`, { accept: accepting.avif, as: null });
    expect(open.headers.get("Content-Type")).toBe("image/webp");
    expect(open.headers.get("Cache-Control")).toBe("public, max-age=60");
  });

  it("is AVIF at once where nothing else is taken", async () => {
    const row = await picture(jpeg({ width: 640, height: 480 }), "image/jpeg", { width: 640, height: 480 });
    const { headers } = await get(`/media/${row.id}/feed`, { accept: "image/avif" });
    expect(headers.get("Content-Type")).toBe("image/avif");
  });

  it("is served as what it was made, where that is not what was asked for, from the bucket and from the cache", async () => {
    const row = await picture(jpeg({ width: 640, height: 480 }), "image/jpeg");
    await refer(row.id, "avatar", owner.id);
    const ask = () => get(`/media/${row.id}/full`, { accept: "image/avif", as: null, instead: "image/webp" });
    for (const answer of [await ask(), await ask()]) {
      expect(answer.headers.get("Content-Type")).toBe("image/webp");
      expect((await measured(answer.bytes)).type).toBe("image/webp");
    }
    expect(made).toBe(1);
  });

  it("is never what is no picture", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    const { headers, bytes } = await get(`/media/${row.id}/thumb`, { instead: "application/json" });
    expect(headers.get("Content-Type")).toBe("image/jpeg");
    expect((await measured(bytes)).type).toBe("image/jpeg");
    expect(await env.MEDIA.head(variantKey(row.id, "thumb", "webp"))).toBeNull();
  });

  /** The bindings, where something happens to the media just before its variant is kept. */
  const interrupted = (happens: () => Promise<unknown>): Env => ({
    ...env,
    MEDIA: new Proxy(env.MEDIA, {
      get(target, property) {
        const value = Reflect.get(target, property, target) as (...args: unknown[]) => Promise<unknown>;
        if (property !== "put") return value.bind(target);
        return async (...args: unknown[]) => {
          await happens();
          return Reflect.apply(value, target, args);
        };
      },
    }),
  });
  const thumb = { variant: "thumb", format: "webp", moves: false } as const;

  it("leaves nothing behind of a media that is erased while it is made", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    const racing = interrupted(() => env.MEDIA.delete(originalKey(row.id)));
    expect(await makeVariant(racing, row, thumb)).toBe(false);
    expect((await env.MEDIA.list({ prefix: mediaPrefix(row.id) })).objects).toEqual([]);
  });

  it("leaves nothing behind of a poster that is replaced while it is made", async () => {
    const row = await picture(bytesOf("a film"), "video/mp4", { kind: "video", hasPoster: true });
    await env.MEDIA.put(posterKey(row.id), jpeg());
    const racing = interrupted(() => env.MEDIA.put(posterKey(row.id), jpeg({ width: 320, height: 240 })));
    expect(await makeVariant(racing, row, thumb)).toBe(false);
    expect(await env.MEDIA.head(variantKey(row.id, "thumb", "webp"))).toBeNull();
  });

  it("keeps transparency for clients that take neither AVIF nor WebP", async () => {
    const row = await picture(png({ width: 640, height: 480 }), "image/png");
    const { headers } = await get(`/media/${row.id}/thumb`, { accept: accepting.plain });
    expect(headers.get("Content-Type")).toBe("image/png");
    expect(headers.get("Content-Disposition")).toBe("inline; filename=picture.png");
  });

  it.each([
    ["avatar", 3000, 2000, 192, 192],
    ["avatar", 96, 64, 64, 64],
    ["avatar", 1000, 20, 20, 20],
    ["thumb", 3000, 2000, 400, 267],
    ["feed", 3000, 2000, 1080, 720],
    ["full", 3000, 2000, 2048, 1365],
    ["full", 1000, 3000, 683, 2048],
    ["thumb", 96, 64, 96, 64],
    ["full", 96, 64, 96, 64],
  ])("%s of %i × %i is %i × %i", async (variant, width, height, ...size) => {
    const row = await picture(jpeg({ width, height }), "image/jpeg", { width, height });
    const { bytes } = await get(`/media/${row.id}/${variant}`);
    expect(await measured(bytes)).toEqual({ type: "image/webp", width: size[0], height: size[1] });
  });

  it("has the name of the file with its own extension", async () => {
    const row = await picture(jpeg(), "image/jpeg", { filename: "Ferien am Meer.JPG" });
    const { headers } = await get(`/media/${row.id}/feed?download`);
    expect(headers.get("Content-Disposition")).toBe('attachment; filename="Ferien am Meer.webp"');
  });

  it("of a video is made of its poster, which it may not have", async () => {
    const [without, row] = await Promise.all([
      picture(bytesOf("film"), "video/mp4", { kind: "video" }),
      picture(bytesOf("film"), "video/mp4", { kind: "video", hasPoster: true }),
    ]);
    await env.MEDIA.put(posterKey(row.id), jpeg({ width: 1920, height: 1080 }));
    expect(await measured((await get(`/media/${row.id}/poster`)).bytes)).toMatchObject({ width: 1280, height: 720 });
    expect(await measured((await get(`/media/${row.id}/thumb`)).bytes)).toMatchObject({ width: 400, height: 225 });
    for (const path of [`/media/${row.id}/feed`, `/media/${row.id}/avatar`, `/media/${without.id}/poster`])
      expect((await get(path)).status).toBe(404);
  });

  it("of an HEIC picture is made of its master", async () => {
    const row = await picture(heic(), "image/heic", { hasMaster: true });
    await env.MEDIA.put(masterKey(row.id), jpeg({ width: 800, height: 600 }));
    const { headers, bytes } = await get(`/media/${row.id}/thumb`);
    expect(headers.get("Content-Type")).toBe("image/webp");
    expect(await measured(bytes)).toMatchObject({ width: 400, height: 300 });
  });

  it("is there for pictures alone", async () => {
    for (const [type, kind] of [
      ["audio/mpeg", "audio"],
      ["application/pdf", "file"],
    ] as const) {
      const row = await picture(bytesOf("bytes"), type, { kind });
      for (const variant of ["avatar", "thumb", "feed", "full", "poster"])
        expect((await get(`/media/${row.id}/${variant}`)).status).toBe(404);
    }
    expect(made).toBe(0);
  });
});

describe("making", () => {
  it("happens at the first use; then it is read as it is kept", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    const first = await get(`/media/${row.id}/feed`);
    expect(made).toBe(1);
    const again = await get(`/media/${row.id}/feed`);
    expect(again.bytes).toEqual(first.bytes);
    expect(again.headers.get("ETag")).toBe(first.headers.get("ETag"));
    const etag = first.headers.get("ETag") ?? "";
    expect((await get(`/media/${row.id}/feed`, { headers: { "If-None-Match": etag } })).status).toBe(304);
    expect((await get(`/media/${row.id}/feed`, { headers: { Range: "bytes=0-9" } })).bytes).toHaveLength(10);
    expect((await get(`/media/${row.id}/feed`, { method: "HEAD" })).status).toBe(200);
    expect(made).toBe(1);
    expect(await env.MEDIA.head(variantKey(row.id, "feed", "webp"))).not.toBeNull();
  });

  it("happens once where many ask at once", async () => {
    const row = await picture(jpeg({ width: 800, height: 600 }), "image/jpeg");
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(`/media/${row.id}/feed`)));
    for (const { status, bytes } of answers) {
      expect(status).toBe(200);
      expect(bytes).toEqual(answers[0]?.bytes);
    }
    expect(made).toBe(1);
  });

  it("happens for nobody who may not see the media", async () => {
    const [row, stranger] = await Promise.all([picture(jpeg(), "image/jpeg"), makePerson()]);
    for (const as of [stranger, null]) expect((await get(`/media/${row.id}/feed`, { as })).status).toBe(404);
    expect(made).toBe(0);
  });
});

describe("the cache of what everybody may see", () => {
  it("answers in the place of the bucket, but never in the place of the rules", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    await refer(row.id, "avatar", owner.id);
    const first = await get(`/media/${row.id}/avatar`, { as: null });
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    await env.MEDIA.delete(variantKey(row.id, "avatar", "webp"));
    const cached = await get(`/media/${row.id}/avatar`, { as: null });
    expect(cached.bytes).toEqual(first.bytes);
    for (const name of ["ETag", "Content-Type", "Content-Length", "Last-Modified", "Cache-Control", "Vary"])
      expect(cached.headers.get(name)).toBe(first.headers.get(name));
    expect(made).toBe(1);
    await env.DB.prepare("DELETE FROM media_refs WHERE media_id = ?").bind(row.id).run();
    expect((await get(`/media/${row.id}/avatar`, { as: null })).status).toBe(404);
  });

  it("keeps nothing that only some may see", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    await get(`/media/${row.id}/feed`);
    await env.MEDIA.delete(variantKey(row.id, "feed", "webp"));
    await get(`/media/${row.id}/feed`);
    expect(made).toBe(2);
  });
});

describe("an SVG", () => {
  it("is all its variants itself, sandboxed", async () => {
    const row = await picture(svgWithScript(), "image/svg+xml", { filename: "drawing.svg" });
    for (const variant of ["avatar", "thumb", "feed", "full"]) {
      const { status, headers, bytes } = await get(`/media/${row.id}/${variant}`);
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toBe("image/svg+xml");
      expect(headers.get("Content-Security-Policy")).toContain("sandbox");
      expect(bytes).toEqual(svgWithScript());
    }
    expect(made).toBe(0);
  });
});

describe("a picture that moves", () => {
  it.each([
    ["image/gif", () => gif({ frames: 3 })],
    ["image/gif", () => ready("gifAnimated")],
    ["image/webp", () => ready("webpAnimated")],
  ])("(%s) is its own full size, and WebP in feeds", async (type, bytes) => {
    const row = await picture(bytes(), type);
    const full = await get(`/media/${row.id}/full`, { accept: accepting.avif });
    expect(full.headers.get("Content-Type")).toBe(type);
    expect(full.bytes).toEqual(bytes());
    expect(made).toBe(0);
    for (let read = 0; read < 2; read++) {
      const feed = await get(`/media/${row.id}/feed`, { accept: accepting.avif });
      expect(feed.headers.get("Content-Type")).toBe("image/webp");
      expect(made).toBe(1);
    }
    const thumb = await get(`/media/${row.id}/thumb`, { accept: accepting.avif });
    expect(thumb.headers.get("Content-Type")).toBe("image/avif");
  });

  it("is not every WebP", async () => {
    const row = await picture(webp(), "image/webp");
    const { headers } = await get(`/media/${row.id}/full`, { accept: accepting.avif });
    expect(headers.get("Content-Type")).toBe("image/avif");
  });
});

describe("where a variant cannot be made", () => {
  it("the original is shown, and not kept; soon after it is not tried again", async () => {
    const row = await picture(jpeg(), "image/jpeg");
    await refer(row.id, "avatar", owner.id);
    for (let read = 0; read < 2; read++) {
      const { status, headers, bytes } = await get(`/media/${row.id}/feed`, { broken: true, as: null });
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toBe("image/jpeg");
      expect(headers.get("Cache-Control")).toBe("no-cache");
      expect(bytes).toEqual(jpeg());
      expect(made).toBe(1);
    }
  });

  it("a picture that is none to decoders comes as it is, and runs nowhere", async () => {
    const row = await picture(bytesOf("<html><script>alert(1)</script></html>"), "image/png");
    const { status, headers } = await get(`/media/${row.id}/thumb`);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("image/png");
    expect(headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it("an HEIC picture without a master comes as it is", async () => {
    const row = await picture(heic(), "image/heic");
    const { status, headers, bytes } = await get(`/media/${row.id}/feed`);
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toBe("image/heic");
    expect(bytes).toEqual(heic());
  });
});
