import { useState } from "react";
import type { User } from "../../../../contract/users.ts";
import { ApiError } from "../../api/error.ts";
import { describeError } from "../../lib/describe-error.ts";
import { Button } from "../../ui/Button.tsx";
import { toast } from "../../ui/toast.ts";
import { useInvite } from "../auth/use-invite.ts";
import { useViewer } from "../auth/viewer.ts";
import { useCreateConversation } from "./use-create-conversation.ts";

/** Opens the direct conversation with somebody, from their profile. */
export function MessageButton({ person }: { person: User }) {
  const viewer = useViewer();
  const invite = useInvite();
  const create = useCreateConversation();
  const [pending, setPending] = useState(false);
  if (person.viewer?.blocking === true) return null;

  async function open(): Promise<void> {
    setPending(true);
    try {
      await create({ type: "direct", memberIds: [person.id] });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(describeError(error).detail, { tone: "danger" });
    } finally {
      setPending(false);
    }
  }

  return (
    <Button
      variant="secondary"
      icon="mail"
      pending={pending}
      aria-label={`Message ${person.displayName}`}
      onClick={() => (viewer === null ? invite("Sign in to write to people.") : void open())}
      className="max-md:px-3"
    >
      <span className="max-md:hidden">Message</span>
    </Button>
  );
}
