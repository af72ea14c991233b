import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Conversation, Invite } from "../../../../contract/conversations.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { useNow } from "../../lib/clock.ts";
import { fullTime } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ErrorState } from "../../ui/surfaces.tsx";
import { copyAddress } from "../posts/share.ts";
import { Section } from "../settings/Section.tsx";
import { NewInviteDialog } from "./NewInviteDialog.tsx";
import { invitesQuery } from "./queries.ts";

/** Links that let people in: those that hold now, and new ones. */
export function InvitesSection({ conversation }: { conversation: Conversation }) {
  const { data: invites, error, refetch } = useQuery(invitesQuery(conversation.id));
  const [creating, setCreating] = useState(false);
  const now = useNow();
  const open = invites?.filter(({ expiresAt }) => Date.parse(expiresAt) > now) ?? [];
  return (
    <Section title="Invite links" hint="Whoever has the link may come in, until it expires or you take it back.">
      {error !== null && invites === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {open.length > 0 && (
        <ul aria-label="Invite links" className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
          {open.map((invite) => (
            <InviteRow key={invite.id} invite={invite} conversationId={conversation.id} />
          ))}
        </ul>
      )}
      <div>
        <Button variant="secondary" size="sm" icon="link" onClick={() => setCreating(true)}>
          New invite link
        </Button>
      </div>
      {creating && <NewInviteDialog conversation={conversation} onClose={() => setCreating(false)} />}
    </Section>
  );
}

function InviteRow({ invite, conversationId }: { invite: Invite; conversationId: string }) {
  const queryClient = useQueryClient();
  const [revoking, setRevoking] = useState(false);
  const place = usePlace();
  const { url, expiresAt, uses, maxUses } = invite;
  return (
    <li className="flex items-center gap-2 rounded-control bg-sunken ps-3 pe-1">
      <Icon name="link" size={18} className="text-muted" />
      <div className="min-w-0 flex-1 py-2">
        <p className="truncate text-sm font-medium">{url.replace(/^https?:\/\//, "")}</p>
        <p className="text-xs text-muted">
          Until {fullTime(expiresAt, place)} ·{" "}
          {maxUses === null ? `used ${uses === 1 ? "once" : `${uses} times`}` : `${uses} of ${maxUses} used`}
        </p>
      </div>
      <IconButton icon="copy" label="Copy link" onClick={() => void copyAddress(url)} />
      <IconButton icon="trash" label="Take the link back" onClick={() => setRevoking(true)} />
      {revoking && (
        <ConfirmDialog
          title="Take this link back?"
          confirm="Take back"
          danger
          onClose={() => setRevoking(false)}
          onConfirm={async () => {
            await roomsApi.revokeInvite(conversationId, invite.id);
            await queryClient.invalidateQueries({ queryKey: roomKeys.invites(conversationId) });
          }}
        >
          It lets nobody in any more. Those who came in with it stay.
        </ConfirmDialog>
      )}
    </li>
  );
}
