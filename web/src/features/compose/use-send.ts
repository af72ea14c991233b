import { useEffect, useRef, useState } from "react";
import type { Me } from "../../../../contract/users.ts";
import { draftStore } from "../../lib/drafts.ts";
import { uploadsOf } from "../../media/use-uploads.ts";
import { toast } from "../../ui/toast.ts";
import { coverSlot, emptyDraft, postSlot } from "./draft.ts";
import { usePublish } from "./use-publish.ts";
import { useWaiting, waitForUploads } from "./waiting.ts";

export interface Sending {
  /** Sends the draft; `anyway`: although pictures have no description. */
  send: (anyway?: boolean) => void;
  /** Goes out by itself as soon as the uploads have arrived, wherever one is by then. */
  waiting: boolean;
  /** One was asked to describe pictures. */
  reminding: boolean;
}

/**
 * The way out of the composer: reminds once of missing descriptions, waits for what is still being uploaded, then publishes.
 * `onSent` is called when the post is on its way and the composer is still there.
 */
export function useSend(viewer: Me, onSent: () => void): Sending {
  const publish = usePublish(viewer);
  const slot = postSlot(viewer.id);
  const waiting = useWaiting(slot);
  const [reminded, setReminded] = useState(false);
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  async function sendWhenReady() {
    const lists = [uploadsOf(slot), uploadsOf(coverSlot(viewer.id))];
    if (lists.some(({ busy }) => busy)) {
      const outcome = await waitForUploads(slot, lists);
      if (outcome === "failed") toast("Not posted: something could not be uploaded.", { tone: "danger" });
      if (outcome !== "ready") return;
    }
    setReminded(false);
    publish(draftStore.get(slot, emptyDraft));
    if (here.current) onSent();
  }

  const lacking = uploadsOf(slot)
    .getItems()
    .some(({ kind, alt }) => kind === "image" && alt === "");
  return {
    send: (anyway = false) => {
      if (waiting) return;
      if (lacking && !reminded && !anyway) setReminded(true);
      else void sendWhenReady();
    },
    waiting,
    reminding: reminded && lacking && !waiting,
  };
}
