import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Media } from "../../../contract/media.ts";
import { UploadList, type UploadRules } from "./upload-list.ts";
import type { UploadItem } from "./upload-item.ts";

export interface UploadsOptions extends UploadRules {
  /**
   * Keeps the list for all who use the same name, for as long as the page is open: what is on its way goes on when the screen is
   * left. Without it the list belongs to the component, and is given up with it.
   */
  slot?: string;
  /** Media that the list begins with, of something that shows them already. */
  initial?: readonly Media[];
}

export interface Uploads {
  items: readonly UploadItem[];
  /** Ids of those that are ready, in order. */
  mediaIds: readonly string[];
  /** Something has not arrived yet. */
  busy: boolean;
  /** Takes files; answers in words what was not taken. */
  add: (files: Iterable<File>) => string[];
  /** Takes it off; what the server has of it is deleted unless something shows it already. */
  remove: (key: string) => void;
  retry: (key: string) => void;
  setAlt: (key: string, alt: string) => void;
  /** Puts it at another place of the order, from 0. */
  move: (key: string, to: number) => void;
  /** For `take` once the media are sent, `putBack` when that failed, `restore` after a reload, `settled` to wait. */
  list: UploadList;
}

const slots = new Map<string, UploadList>();

/** The list of a slot, made when it is first asked for. */
export function uploadsOf(slot: string): UploadList {
  const known = slots.get(slot);
  if (known !== undefined) return known;
  const list = new UploadList();
  slots.set(slot, list);
  return list;
}

/** Files that are uploaded while one writes. */
export function useUploads({ max, accept, slot, initial }: UploadsOptions): Uploads {
  const [own] = useState(() => {
    const list = new UploadList();
    if (initial !== undefined) list.adopt(initial);
    return list;
  });
  const list = slot === undefined ? own : uploadsOf(slot);
  const items = useSyncExternalStore(list.subscribe, list.getItems, list.getItems);
  useEffect(() => () => own.dispose(), [own]);
  const actions = useMemo(
    () => ({
      add: (files: Iterable<File>) => list.add(files, { max, accept }),
      remove: (key: string) => list.remove(key),
      retry: (key: string) => list.retry(key),
      setAlt: (key: string, alt: string) => list.setAlt(key, alt),
      move: (key: string, to: number) => list.move(key, to),
      list,
    }),
    [list, max, accept],
  );
  const mediaIds = useMemo(
    () => items.flatMap(({ state, media }) => (state === "ready" && media !== undefined ? [media.id] : [])),
    [items],
  );
  return { items, mediaIds, busy: list.busy, ...actions };
}
