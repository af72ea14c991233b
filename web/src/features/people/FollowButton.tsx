import { useState } from "react";
import type { Relation, UserCard } from "../../../../contract/users.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { useViewer } from "../auth/viewer.ts";
import { useRelate } from "./use-relate.ts";

interface Props {
  person: UserCard & { viewer?: Relation | undefined; locked?: boolean };
  size?: "sm" | "md";
}

const none: Relation = { follow: "none", followedBy: false, blocking: false, muting: false };

/** Follows, asks to, stops to; nothing beside one's own name. The width stays the same through all states. */
export function FollowButton({ person, size = "sm" }: Props) {
  const viewer = useViewer();
  const { relate } = useRelate(person);
  const [asking, setAsking] = useState(false);
  // Under a pointer that has just pressed Follow the button does not yet offer the opposite.
  const [fresh, setFresh] = useState(false);
  if (viewer?.id === person.id) return null;

  const relation = person.viewer ?? none;
  const name = <span className="sr-only">{person.displayName}</span>;
  // In lists there are many of them: there they keep quiet.
  const [width, look, done] =
    size === "sm" ? (["w-28", "secondary", "quiet"] as const) : (["w-32", "primary", "secondary"] as const);

  if (relation.blocking) {
    return (
      <Button variant="danger" size={size} className={width} onClick={() => relate({ kind: "block", on: false })}>
        Unblock {name}
      </Button>
    );
  }
  if (relation.follow === "none") {
    return (
      <Button
        variant={look}
        size={size}
        className={width}
        onClick={() => {
          setFresh(true);
          relate({ kind: "follow", on: true });
        }}
      >
        {relation.followedBy ? "Follow back" : "Follow"} {name}
      </Button>
    );
  }
  const isRequest = relation.follow === "requested";
  const stop = () => relate({ kind: "follow", on: false });
  return (
    <>
      <Button
        variant={done}
        size={size}
        aria-pressed="true"
        className={`group/follow ${width} text-muted ${fresh ? "" : "hover:text-danger hover:inset-ring-danger"}`}
        onPointerLeave={() => setFresh(false)}
        // To follow a locked account again one has to ask again: that is worth a question.
        onClick={() => (person.locked === true && !isRequest ? setAsking(true) : stop())}
      >
        <span className={fresh ? "" : "group-hover/follow:hidden"}>{isRequest ? "Requested" : "Following"}</span>
        {!fresh && <span className="hidden group-hover/follow:inline">{isRequest ? "Withdraw" : "Unfollow"}</span>}{" "}
        {name}
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Unfollow @${person.username}?`}
          confirm="Unfollow"
          onConfirm={stop}
          onClose={() => setAsking(false)}
        >
          They decide who follows them. To follow them again you would have to ask again.
        </ConfirmDialog>
      )}
    </>
  );
}
