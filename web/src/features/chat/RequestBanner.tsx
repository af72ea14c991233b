import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import { ApiError } from "../../api/error.ts";
import { roomsApi } from "../../api/rooms.ts";
import { describeError } from "../../lib/describe-error.ts";
import { Button } from "../../ui/Button.tsx";
import { toast } from "../../ui/toast.ts";
import { BlockDialog } from "../people/BlockDialog.tsx";
import { removeConversation } from "./cache.ts";
import { otherOf, titleOf } from "./naming.ts";
import { useRoomContext } from "./room-context.ts";

const ReportDialog = lazyPart(() => import("../reports/ReportDialog.tsx"));

/** Somebody whom one does not follow has written: answering lets them in, or they are turned away. */
export function RequestBanner() {
  const { conversation, viewer } = useRoomContext();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"block" | "report" | null>(null);
  const [declining, setDeclining] = useState(false);
  const other = otherOf(conversation, viewer.id);

  const leave = async () => {
    removeConversation(queryClient, conversation.id);
    await navigate({ to: "/messages", search: true });
  };

  async function decline(): Promise<void> {
    setDeclining(true);
    try {
      await roomsApi.leave(conversation.id);
      await leave();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(describeError(error).detail, { tone: "danger" });
    } finally {
      setDeclining(false);
    }
  }

  return (
    <section aria-label="Message request" className="grid gap-2 border-t border-line px-4 py-3 md:px-5">
      <p className="text-sm">
        <b className="font-semibold">{titleOf(conversation, viewer.id)}</b> would like to write to you. Your answer lets
        them in.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="secondary" pending={declining} onClick={() => void decline()}>
          Decline
        </Button>
        {other !== null && (
          <>
            <Button size="sm" variant="quiet" icon="ban" onClick={() => setDialog("block")}>
              Block
            </Button>
            <Button size="sm" variant="quiet" icon="flag" onClick={() => setDialog("report")}>
              Report
            </Button>
          </>
        )}
      </div>
      {dialog === "block" && other !== null && (
        <BlockDialog person={other} onClose={() => setDialog(null)} onBlocked={() => void leave()} />
      )}
      <Suspense fallback={null}>
        {dialog === "report" && other !== null && (
          <ReportDialog
            target={{ type: "user", id: other.id }}
            what={`@${other.username}`}
            person={other}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
