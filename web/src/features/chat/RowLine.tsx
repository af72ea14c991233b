import { useNow } from "../../lib/clock.ts";
import { dayName } from "../../lib/format.ts";
import { usePlace } from "../../lib/place.ts";
import { Beginning } from "./Beginning.tsx";
import { MessageItem } from "./MessageItem.tsx";
import { PendingItem } from "./PendingItem.tsx";
import type { Row } from "./room-rows.ts";
import { SystemLine } from "./SystemLine.tsx";

interface Props {
  row: Row;
  marked: number | null;
  active: number | null;
  onActivate: (messageSeq: number | null) => void;
}

/** One line of a room, of whatever kind. */
export function RowLine({ row, marked, active, onActivate }: Props) {
  switch (row.kind) {
    case "beginning":
      return <Beginning />;
    case "day":
      return <DayLine at={row.at} />;
    case "new":
      return (
        <div className="flex items-center gap-3 px-4 py-2 text-xs font-semibold text-live md:px-5">
          <span className="h-px flex-1 bg-live/40" />
          New messages
          <span className="h-px flex-1 bg-live/40" />
        </div>
      );
    case "message":
      return (
        <MessageItem
          message={row.message}
          first={row.first}
          marked={row.message.seq === marked}
          active={row.message.seq === active}
          onActivate={onActivate}
        />
      );
    case "pending":
      return <PendingItem message={row.message} first={row.first} />;
    case "system":
      return <SystemLine entry={row.entry} />;
  }
}

function DayLine({ at }: { at: string }) {
  const place = usePlace();
  const now = useNow();
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-1 md:px-5">
      <span className="h-px flex-1 bg-line" />
      <h2 className="text-xs font-medium text-muted">{dayName(at, now, place)}</h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
