import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Session } from "../../../../contract/auth.ts";
import { authApi } from "../../api/auth.ts";
import type { LoaderInput } from "../../routes/screen.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/counts.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Pill } from "../../ui/surfaces.tsx";
import { toast } from "../../ui/toast.ts";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";

const sessionsQuery = queryOptions({
  queryKey: ["sessions"] as const,
  queryFn: ({ signal }) => authApi.sessions(signal),
});

export const loader = ({ context }: LoaderInput) => context.queryClient.ensureQueryData(sessionsQuery);

export function Screen() {
  const { items } = useSuspenseQuery(sessionsQuery).data;
  const [ending, setEnding] = useState<Session | null>(null);
  const queryClient = useQueryClient();
  const sorted = items.toSorted((a, b) => Number(b.current) - Number(a.current));

  return (
    <>
      <ScreenHeader title="Devices" back="/settings" />
      <p className="px-4 pt-5 pb-2 text-sm text-muted md:px-5">
        You are signed in on these devices. If one of them is not yours, sign it out and change your password.
      </p>
      <ul>
        {sorted.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {ending !== null && (
        <ConfirmDialog
          title={`Sign out ${ending.device}?`}
          confirm="Sign out"
          danger
          onClose={() => setEnding(null)}
          onConfirm={async () => {
            await authApi.endSession(ending.id);
            await queryClient.invalidateQueries(sessionsQuery);
            toast(`${ending.device} is signed out.`);
          }}
        >
          Whoever uses it will have to sign in again. It can take a moment to reach every page that is open there.
        </ConfirmDialog>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const isPhone = /phone|android|ios|mobile/i.test(session.device);
  return (
    <li className="flex items-center gap-4 border-b border-line px-4 py-4 last:border-0 md:px-5">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted">
        <Icon name={isPhone ? "phone" : "laptop"} />
      </span>
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {session.device}
          {session.current && <Pill tone="success">This device</Pill>}
        </p>
        <p className="text-sm text-muted">
          {session.place !== null && <>{session.place} · </>}
          {session.current ? (
            "here now"
          ) : (
            <>
              last seen <RelativeTime at={session.lastSeenAt} long />
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button variant="secondary" size="sm" onClick={onEnd} aria-label={`Sign out ${session.device}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}
