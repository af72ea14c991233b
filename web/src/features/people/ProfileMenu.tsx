import { Suspense, useState } from "react";
import { lazyPart } from "../../lib/load-part.ts";
import type { User } from "../../../../contract/users.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { useViewer } from "../auth/viewer.ts";
import { copyAddress } from "../posts/share.ts";
import { BlockDialog } from "./BlockDialog.tsx";
import { useRelate } from "./use-relate.ts";

const ReportDialog = lazyPart(() => import("../reports/ReportDialog.tsx"));

export function ProfileMenu({ person }: { person: User }) {
  const signedIn = useViewer() !== null;
  const { relate } = useRelate(person);
  const [dialog, setDialog] = useState<"block" | "report" | null>(null);
  const close = () => setDialog(null);
  const { username, viewer } = person;
  const muting = viewer?.muting ?? false;
  const blocking = viewer?.blocking ?? false;

  const items: MenuItem[] = [
    {
      label: "Copy link",
      icon: "link",
      onSelect: () => void copyAddress(new URL(`/people/${username}`, location.origin).href),
    },
  ];
  if (signedIn) {
    items.push(
      {
        label: `${muting ? "Unmute" : "Mute"} @${username}`,
        icon: "mute",
        separate: true,
        onSelect: () => relate({ kind: "mute", on: !muting }),
      },
      {
        label: `${blocking ? "Unblock" : "Block"} @${username}`,
        icon: "ban",
        onSelect: () => (blocking ? relate({ kind: "block", on: false }) : setDialog("block")),
      },
      { label: "Report", icon: "flag", danger: true, onSelect: () => setDialog("report") },
    );
  }
  return (
    <>
      <Menu
        label={`More about ${person.displayName}`}
        items={items}
        renderTrigger={(attributes) => <IconButton {...attributes} icon="more" label="More" tip="none" />}
      />
      {dialog === "block" && <BlockDialog person={person} onClose={close} />}
      {dialog === "report" && (
        <Suspense fallback={null}>
          <ReportDialog
            target={{ type: "user", id: person.id }}
            what={`@${username}`}
            person={person}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}
