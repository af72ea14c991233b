/** A list of uploads in the order in which they will be shown. Knows no React: `useUploads` shows it. */
import type { Media } from "../../../contract/media.ts";
import { mediaApi } from "../api/media.ts";
import { isAccepted, kindOf } from "./file-type.ts";
import { holdPage } from "./leave-warning.ts";
import { retrying } from "../lib/retry.ts";
import { describeUpload, type UploadProblem } from "./upload-error.ts";
import type { UploadItem } from "./upload-item.ts";
import { type FileSource, fromEarlier, fromFile, fromMedia, Gone, type UploadSource } from "./upload-source.ts";
import { discard, type UploadStep } from "./upload.ts";

export interface UploadRules {
  /** Most items at once. */
  max: number;
  /** As of a file input: `image/*,video/*`. Everything without it. */
  accept?: string | undefined;
}

/** What works behind an item. */
interface Entry {
  source: UploadSource;
  stop: AbortController;
  /** Whether its description is being saved. */
  saving: boolean;
}

let made = 0;

export class UploadList {
  #items: readonly UploadItem[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #release: (() => void) | null = null;

  /** What is in the list now; the same array until something changes. */
  readonly getItems = (): readonly UploadItem[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Something has not arrived yet, or a description is still to be saved. */
  get busy(): boolean {
    return this.#items.some((item) => isUnderWay(item) || isUnsaved(item));
  }

  /** Ids in order of all that the server knows, also of what is still on its way: what a draft remembers. */
  get ids(): string[] {
    return this.#items.flatMap(({ key }) => this.#entries.get(key)?.source.id ?? []);
  }

  /** Takes files; answers in words what was not taken. */
  add(files: Iterable<File>, { max, accept }: UploadRules): string[] {
    const refused: string[] = [];
    let tooMany = 0;
    for (const file of files) {
      if (!isAccepted(file, accept)) refused.push(`“${file.name}” is not of a kind that can be added here.`);
      else if (file.size === 0) refused.push(`“${file.name}” is empty.`);
      else if (this.#items.length >= max) tooMany += 1;
      else this.#addFile(file);
    }
    if (tooMany > 0) refused.push(max === 1 ? "Only one can be added." : `At most ${max} can be added.`);
    return refused;
  }

  /** Media of an earlier visit: those that are gone leave the list by themselves. */
  restore(ids: readonly string[]): void {
    const known = new Set(this.ids);
    for (const id of ids) {
      if (known.has(id)) continue;
      // What it is called and shows is known in a moment.
      const unknown = { name: "attachment", kind: "file", alt: "" } as const;
      this.#begin({ key: nextKey(), ...unknown, state: "processing", progress: 0 }, fromEarlier(id));
    }
  }

  /** Media that something shows already: they can be taken off and described, and are not deleted. */
  adopt(media: readonly Media[]): void {
    for (const each of media) {
      const key = nextKey();
      this.#entries.set(key, { source: fromMedia(each), stop: new AbortController(), saving: false });
      this.#put([...this.#items, { key, ...shownAs(each), state: "ready", progress: 1 }]);
    }
  }

  remove(key: string): void {
    const entry = this.#entries.get(key);
    const item = this.#find(key);
    if (entry === undefined || item === undefined) return;
    this.#entries.delete(key);
    this.#put(this.#items.filter((each) => each !== item));
    entry.stop.abort();
    // One that is under way deletes what is there of it when it stops.
    if (!isUnderWay(item) && entry.source.own && entry.source.id !== null) discard(entry.source.id);
    revoke(item);
  }

  retry(key: string): void {
    const item = this.#find(key);
    if (item?.state === "failed") this.#run(key);
    else if (item?.error !== undefined) this.#saveAlt(key);
  }

  /** Describes it; the server is told as soon as it has it. */
  setAlt(key: string, alt: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#change(key, { alt });
    if (isFile(entry.source)) entry.source.upload.alt = alt;
    this.#saveAlt(key);
  }

  /** Puts it at another place of the order, from 0. */
  move(key: string, to: number): void {
    const item = this.#find(key);
    if (item === undefined) return;
    const rest = this.#items.filter((each) => each !== item);
    this.#put(rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, item));
  }

  /** Shows what the server has changed about it meanwhile: captions, a poster. */
  update(key: string, media: Media): void {
    this.#change(key, { media });
  }

  /** Empties the list for something that refers to the media now; nothing is deleted. */
  take(): readonly UploadItem[] {
    const taken = this.#items;
    this.#entries.clear();
    this.#put([]);
    return taken;
  }

  /** Brings back what was taken, before what came since. */
  putBack(items: readonly UploadItem[]): void {
    for (const { key, media } of items) {
      if (media === undefined) continue;
      this.#entries.set(key, { source: fromEarlier(media.id), stop: new AbortController(), saving: false });
    }
    this.#put([...items.filter(({ media }) => media !== undefined), ...this.#items]);
  }

  /** Gives up all that was uploaded for this list. */
  dispose(): void {
    for (const [key, { source }] of this.#entries) if (source.own) this.remove(key);
  }

  /** Waits until nothing is under way; whether all are ready. Errors: the signal's reason. */
  settled(signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!signal.aborted && this.busy) return;
        stop();
        if (signal.aborted) reject(signal.reason as Error);
        else resolve(this.#items.every(({ state, error }) => state === "ready" && error === undefined));
      };
      const stop = this.subscribe(look);
      signal.addEventListener("abort", look, { once: true });
      look();
    });
  }

  #addFile(file: File): void {
    const key = nextKey();
    const source = fromFile(file, (step) => this.#step(key, step));
    const kind = kindOf(file);
    const preview = kind === "image" ? { previewUrl: URL.createObjectURL(file) } : {};
    this.#begin({ key, file, name: file.name, kind, state: "preparing", progress: 0, alt: "", ...preview }, source);
  }

  #begin(item: UploadItem, source: UploadSource): void {
    this.#entries.set(item.key, { source, stop: new AbortController(), saving: false });
    this.#put([...this.#items, item]);
    this.#run(item.key);
  }

  #run(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#change(key, { state: isFile(entry.source) ? "preparing" : "processing", progress: 0, error: undefined });
    entry.source.run(entry.stop.signal).then(
      (media) => this.#arrived(key, media),
      (error: unknown) => this.#failed(key, error),
    );
  }

  #step(key: string, step: UploadStep): void {
    const entry = this.#entries.get(key);
    const item = this.#find(key);
    if (entry === undefined || item === undefined) return;
    // Conversions tell of every picture; nobody sees less than a hundredth.
    if (item.state === step.state && step.progress < 1 && Math.abs(step.progress - item.progress) < 0.01) return;
    const poster = item.previewUrl === undefined && isFile(entry.source) ? entry.source.upload.poster : null;
    this.#change(key, { ...step, ...(poster !== null && { previewUrl: URL.createObjectURL(poster) }) });
  }

  #arrived(key: string, media: Media): void {
    const item = this.#find(key);
    if (item === undefined) return;
    const { name, kind, previewUrl, alt } = shownAs(media);
    // A file keeps the name under which it was chosen, and the description that was written meanwhile.
    const own = item.file === undefined ? { name, kind, alt } : { name: item.name, kind, alt: item.alt };
    const preview = item.previewUrl ?? previewUrl;
    this.#change(key, {
      ...own,
      media,
      state: "ready",
      progress: 1,
      ...(preview !== undefined && { previewUrl: preview }),
    });
    this.#saveAlt(key);
  }

  #failed(key: string, error: unknown): void {
    if (this.#find(key) === undefined) return;
    if (error instanceof Gone) this.remove(key);
    else this.#change(key, { state: "failed", error: describeUpload(error) });
  }

  #saveAlt(key: string): void {
    const entry = this.#entries.get(key);
    const item = this.#find(key);
    if (entry === undefined || item?.media === undefined || entry.saving || item.media.alt === item.alt) return;
    const { id } = item.media;
    const { alt } = item;
    entry.saving = true;
    this.#change(key, { error: undefined });
    retrying(() => mediaApi.describe(id, alt), entry.stop.signal).then(
      (media) => {
        entry.saving = false;
        // The server may write the same words in another form; changed meanwhile, they are saved again.
        const same = this.#find(key)?.alt === alt;
        this.#change(key, { media, error: undefined, ...(same && { alt: media.alt }) });
        this.#saveAlt(key);
      },
      (error: unknown) => {
        entry.saving = false;
        const problem: UploadProblem = {
          ...describeUpload(error),
          title: "The description was not saved",
          retry: true,
        };
        this.#change(key, { error: problem });
      },
    );
  }

  #find(key: string): UploadItem | undefined {
    return this.#items.find((item) => item.key === key);
  }

  #change(key: string, part: { [Field in keyof UploadItem]?: UploadItem[Field] | undefined }): void {
    const changed = (item: UploadItem) => withoutUndefined({ ...item, ...part }) as UploadItem;
    this.#put(this.#items.map((item) => (item.key === key ? changed(item) : item)));
  }

  #put(items: readonly UploadItem[]): void {
    this.#items = items;
    if (this.busy) this.#release ??= holdPage();
    else {
      this.#release?.();
      this.#release = null;
    }
    this.#listeners.forEach((listener) => listener());
  }
}

/** Frees the picture of this device that an item showed. */
function revoke({ previewUrl }: UploadItem): void {
  if (previewUrl?.startsWith("blob:") === true) URL.revokeObjectURL(previewUrl);
}

function nextKey(): string {
  made += 1;
  return `upload-${made}`;
}

function isFile(source: UploadSource): source is FileSource {
  return "upload" in source;
}

export function isUnderWay({ state }: UploadItem): boolean {
  return state === "preparing" || state === "uploading" || state === "processing";
}

/** Described in words that the server does not have yet, and has not refused. */
function isUnsaved({ media, alt, error }: UploadItem): boolean {
  return media !== undefined && media.alt !== alt && error === undefined;
}

function shownAs(media: Media): Pick<UploadItem, "name" | "kind" | "alt" | "media" | "previewUrl"> {
  const { filename: name, kind, alt, urls } = media;
  const previewUrl = kind === "video" ? urls.poster : kind === "image" ? (urls.thumb ?? urls.original) : undefined;
  return { name, kind, alt, media, ...(previewUrl !== undefined && { previewUrl }) };
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
