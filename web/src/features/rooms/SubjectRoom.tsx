/** The room beside something, inside of the screen that shows it. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Subject } from "../../../../contract/live/hub.ts";
import { roomKeys } from "../../api/keys.ts";
import { roomsApi } from "../../api/rooms.ts";
import { ErrorState } from "../../ui/surfaces.tsx";
import { useViewer } from "../auth/viewer.ts";
import { Room } from "../chat/Room.tsx";
import { RoomSkeleton } from "../chat/RoomStates.tsx";

/** The room is made with the first look; making it again answers the same. */
const subjectRoomQuery = (subject: Subject) =>
  queryOptions({ queryKey: roomKeys.ofSubject(subject), queryFn: () => roomsApi.ofSubject(subject) });

export default function SubjectRoom({ subject }: { subject: Subject }) {
  const viewer = useViewer();
  const { data: conversation, error, refetch } = useQuery(subjectRoomQuery(subject));
  if (viewer === null) return null;
  return (
    <div className="flex h-[min(30rem,70dvh)] flex-col">
      {conversation !== undefined ? (
        <Room key={conversation.id} conversation={conversation} viewer={viewer} embedded />
      ) : error === null ? (
        <RoomSkeleton />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </div>
  );
}
