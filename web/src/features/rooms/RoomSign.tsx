import { useState } from "react";
import type { Conversation } from "../../../../contract/conversations.ts";
import { cx } from "../../lib/cx.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { hueOf } from "../../ui/people.tsx";

const icons: Record<Conversation["type"], IconName> = {
  direct: "person",
  group: "people",
  channel: "hash",
  subject: "comment",
};

interface Props {
  conversation: Pick<Conversation, "id" | "type" | "avatarUrl">;
  size?: 40 | 48 | 64;
}

const sizes = { 40: "size-10", 48: "size-12", 64: "size-16" };

/** The sign of a group or channel: its picture, or its kind on a colour of its own. */
export function RoomSign({ conversation, size = 48 }: Props) {
  const { id, type, avatarUrl } = conversation;
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span
      aria-hidden="true"
      className={cx(
        "hue relative grid shrink-0 place-items-center overflow-hidden rounded-full",
        sizes[size],
        `hue-${hueOf(id)}`,
      )}
    >
      <Icon name={icons[type]} size={size === 64 ? 24 : 20} />
      {avatarUrl !== null && avatarUrl !== failed && (
        <img
          src={avatarUrl}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(avatarUrl)}
          className="absolute inset-0 size-full bg-sunken object-cover"
        />
      )}
    </span>
  );
}
