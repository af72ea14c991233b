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
  size?: 40 | 48;
}

/** The sign of a group or channel: its picture, or its kind on a colour of its own. */
export function RoomSign({ conversation, size = 48 }: Props) {
  const { id, type, avatarUrl } = conversation;
  const shape = cx("shrink-0 rounded-full", size === 40 ? "size-10" : "size-12");
  if (avatarUrl !== null) return <img src={avatarUrl} alt="" loading="lazy" className={cx(shape, "object-cover")} />;
  return (
    <span aria-hidden="true" className={cx(shape, "hue grid place-items-center", `hue-${hueOf(id)}`)}>
      <Icon name={icons[type]} />
    </span>
  );
}
