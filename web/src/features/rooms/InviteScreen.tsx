/** Where an invite link leads: what the room is, and the way in. Visitors sign in first and come back. */
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { ApiError } from "../../api/error.ts";
import { conversationKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { shortCount } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button, buttonClass } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { EmptyState, Notice } from "../../ui/surfaces.tsx";
import { RoomSign } from "./RoomSign.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { useViewer } from "../auth/viewer.ts";
import { keepConversation } from "./cache.ts";
import { inviteQuery } from "./queries.ts";

const route = getRouteApi("/shell/invites/$code");

export async function loader({ context: { queryClient, session }, params }: LoaderInput): Promise<void> {
  if (session.signedIn()) await queryClient.ensureQueryData(inviteQuery(params["code"] ?? ""));
}

export function Screen() {
  const { code } = route.useParams();
  const viewer = useViewer();
  return (
    <>
      <ScreenHeader title="Invitation" back="/" />
      {viewer === null ? <ForVisitors code={code} /> : <Invitation code={code} />}
    </>
  );
}

/** What it leads to is told to people with an account alone. */
function ForVisitors({ code }: { code: string }) {
  const returnTo = `/invites/${code}`;
  return (
    <EmptyState
      icon="people"
      title="You are invited"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to="/signin" search={{ returnTo }} className={buttonClass()}>
            Sign in
          </Link>
          <Link to="/signup" search={{ returnTo }} className={buttonClass({ variant: "secondary" })}>
            Create account
          </Link>
        </div>
      }
    >
      Somebody would like to have you in a conversation. Sign in, and you come back to it.
    </EmptyState>
  );
}

function Invitation({ code }: { code: string }) {
  const { data: invite } = useSuspenseQuery(inviteQuery(code));
  if (invite === null) {
    return (
      <EmptyState
        icon="link"
        title="This link no longer holds"
        action={
          <Link to="/messages" className={buttonClass({ variant: "secondary" })}>
            Go to messages
          </Link>
        }
      >
        It has expired, was used up, or was taken back. Ask for a new one.
      </EmptyState>
    );
  }
  const { conversationId, type, name, topic, memberCount, member } = invite;
  return (
    <section aria-label="Invitation" className="grid justify-items-center gap-3 px-6 py-12 text-center">
      <RoomSign conversation={{ id: conversationId, type, avatarUrl: null }} />
      <p className="text-sm text-muted">You are invited to</p>
      <h2 dir="auto" className="title text-2xl break-words">
        {name ?? "A group"}
      </h2>
      {topic !== null && topic !== "" && (
        <p dir="auto" className="max-w-md break-words whitespace-pre-line">
          {topic}
        </p>
      )}
      <Members count={memberCount} />
      {member ? (
        <Link to="/messages/$conversationId" params={{ conversationId }} className={buttonClass({ size: "lg" })}>
          You are in: open it
        </Link>
      ) : (
        <Accept code={code} />
      )}
    </section>
  );
}

function Members({ count }: { count: number }) {
  const place = usePlace();
  return (
    <p className="flex items-center gap-1.5 text-sm text-muted">
      <Icon name="people" size={16} />
      {shortCount(count, place)} {count === 1 ? "member" : "members"}
    </p>
  );
}

function Accept({ code }: { code: string }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  async function accept(): Promise<void> {
    setPending(true);
    setRefusal(null);
    try {
      const conversation = await roomsApi.acceptInvite(code);
      keepConversation(queryClient, conversation);
      void queryClient.invalidateQueries({ queryKey: conversationKeys.lists });
      await router.navigate({
        to: "/messages/$conversationId",
        params: { conversationId: conversation.id },
        replace: true,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="mt-3 grid w-full max-w-xs gap-4">
      <Button size="lg" wide pending={pending} onClick={() => void accept()}>
        Come in
      </Button>
      {refusal !== null && (
        <Notice tone="danger" alert title={describeError(refusal).title}>
          {describeError(refusal).detail}
        </Notice>
      )}
    </div>
  );
}
