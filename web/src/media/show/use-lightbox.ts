import { useRouter, useRouterState } from "@tanstack/react-router";

declare module "@tanstack/history" {
  interface HistoryState {
    /** The gallery that is open over the page, and where it was opened. */
    lightbox?: { id: string; index: number };
  }
}

export interface LightboxState {
  /** Of the picture that was opened; null while none is. */
  index: number | null;
  open: (index: number) => void;
  close: () => void;
}

/** Whether a gallery is open large. It is an entry of the browser's history: going back closes it. */
export function useLightbox(id: string): LightboxState {
  const router = useRouter();
  const index = useRouterState({
    select: ({ location: { state } }) => (state.lightbox?.id === id ? state.lightbox.index : null),
  });
  return {
    index,
    open: (at) =>
      void router.navigate({
        to: ".",
        search: true,
        hash: true,
        state: (state) => ({ ...state, lightbox: { id, index: at } }),
        resetScroll: false,
      }),
    close: () => router.history.back(),
  };
}
