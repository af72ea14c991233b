/** The session of this browser: brought back at start, begun, ended, and ended in all tabs at once. */
import type { QueryClient } from "@tanstack/react-query";
import type { SignedIn } from "../../../../contract/auth.ts";
import type { Http } from "../../api/http.ts";
import { recall, remember } from "../../lib/storage.ts";
import { viewerKey } from "./viewer.ts";

/** Not a secret: it only says that asking for a refresh at start is worth the time. */
const hintKey = "stoa.session";
const channelName = "stoa.session";

type Message = "began" | "ended";

export interface Session {
  /** Whether somebody is signed in. Settled once `restore` has resolved. */
  signedIn(): boolean;
  /** Tries the cookie of an earlier visit, once. Errors: `ApiError` when the server cannot be asked; then it may be tried again. */
  restore(): Promise<void>;
  /** Takes the answer of a sign-in or sign-up. */
  begin(answer: SignedIn): void;
  /** Ends the session here and on the server. */
  signOut(): Promise<void>;
  /** Forgets the session after the server has ended it by itself (account deleted, password reset). */
  forget(): void;
  /** Tells when somebody was signed in or out other than by this page's own forms: another tab, or the server. */
  onChange(listener: (reason: "elsewhere" | "expired") => void): () => void;
}

interface Parts {
  http: Http;
  queryClient: QueryClient;
  logout: () => Promise<void>;
}

export function createSession({ http, queryClient, logout }: Parts): Session {
  const listeners = new Set<(reason: "elsewhere" | "expired") => void>();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(channelName);
  let restoring: Promise<void> | null = null;

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel reaches this origin alone
  const post = (message: Message) => channel?.postMessage(message);
  const tell = (reason: "elsewhere" | "expired") => listeners.forEach((listener) => listener(reason));

  function dropLocally(): void {
    http.end();
    restoring = Promise.resolve();
    remember(hintKey, null);
    queryClient.setQueryData(viewerKey, null);
  }

  async function tryCookie(): Promise<void> {
    if (http.signedIn() || recall(hintKey) === null) return;
    if (!(await http.restore())) remember(hintKey, null);
  }

  http.onEnd(() => {
    dropLocally();
    tell("expired");
  });

  channel?.addEventListener("message", (event: MessageEvent<Message>) => {
    if (event.data === "ended") dropLocally();
    else {
      // Somebody signed in elsewhere, perhaps as somebody else: what this tab held is not theirs.
      http.end();
      restoring = null;
      queryClient.removeQueries({ queryKey: viewerKey });
    }
    tell("elsewhere");
  });

  const session: Session = {
    signedIn: () => http.signedIn(),
    restore() {
      restoring ??= tryCookie().catch((error: unknown) => {
        restoring = null;
        throw error;
      });
      return restoring;
    },
    begin(answer) {
      http.begin(answer);
      restoring = Promise.resolve();
      remember(hintKey, "1");
      queryClient.clear();
      queryClient.setQueryData(viewerKey, answer.user);
      post("began");
    },
    async signOut() {
      await logout();
      session.forget();
    },
    forget() {
      dropLocally();
      post("ended");
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return session;
}
