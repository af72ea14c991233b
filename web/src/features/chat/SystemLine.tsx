import { useNameOf, useRoomContext } from "./room-context.ts";
import type { SystemEntry } from "./room-rows.ts";

/** Something that happened in the room: a quiet line in the middle. */
export function SystemLine({ entry }: { entry: SystemEntry }) {
  const words = useWords(entry);
  const { jumpTo } = useRoomContext();
  return (
    <p className="px-6 py-1 text-center text-xs text-balance text-muted">
      {entry.t === "pinned" && entry.on ? (
        <button
          type="button"
          onClick={() => jumpTo(entry.messageSeq)}
          className="hover:underline pointer-coarse:min-h-11"
        >
          {words}
        </button>
      ) : (
        words
      )}
    </p>
  );
}

const roleWords = {
  owner: "the owner",
  moderator: "a moderator",
  member: "a member",
  readonly: "a reader, who cannot write",
};

function useWords(entry: SystemEntry): string {
  const nameOf = useNameOf();
  const by = nameOf(entry.by);
  switch (entry.t) {
    case "joined":
      return entry.userId === entry.by ? `${by} joined` : `${by} added ${nameOf(entry.userId)}`;
    case "left":
      if (entry.reason === "left") return `${nameOf(entry.userId)} left`;
      return `${by} ${entry.reason === "banned" ? "banned" : "removed"} ${nameOf(entry.userId)}`;
    case "renamed": {
      const { name, topic } = entry;
      if (name === null) return `${by} changed the topic`;
      return `${by} named this “${name}”${topic === null || topic === "" ? "" : `: ${topic}`}`;
    }
    case "role":
      return `${by} made ${nameOf(entry.userId)} ${roleWords[entry.role]}`;
    case "pinned":
      return `${by} ${entry.on ? "pinned" : "unpinned"} a message`;
  }
}
