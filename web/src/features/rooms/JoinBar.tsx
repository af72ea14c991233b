import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { Button } from "../../ui/Button.tsx";
import { useJoin } from "./use-join.ts";

/** In the place of the composer, for somebody who reads a channel from outside. */
export function JoinBar({ channel }: { channel: Conversation }) {
  const join = useJoin();
  const [pending, setPending] = useState(false);
  async function run(): Promise<void> {
    setPending(true);
    await join(channel);
    setPending(false);
  }
  return (
    <section
      aria-label="Join"
      className="flex flex-wrap items-center justify-between gap-3 border-t border-line bg-ground/92 px-4 py-3 backdrop-blur-md md:px-5"
    >
      <p className="min-w-0 flex-1 text-sm text-muted">You are looking in from outside. Join to write and be told.</p>
      <Button pending={pending} onClick={() => void run()}>
        Join channel
      </Button>
    </section>
  );
}
