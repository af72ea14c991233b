import { useNavigate, type LinkProps } from "@tanstack/react-router";
import type { Me } from "../../../../contract/users.ts";
import { describeError } from "../../lib/describe-error.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Menu, type MenuItem } from "../../ui/Menu.tsx";
import { Avatar, UserName } from "../../ui/people.tsx";
import { toast } from "../../ui/toast.ts";
import { useLeave } from "../auth/use-leave.ts";
import { useSession } from "../auth/viewer.ts";

/** Who is signed in, with the ways to profile, settings and out. `rail`: with the name where there is room. */
export function AccountMenu({ viewer, look }: { viewer: Me; look: "rail" | "bar" }) {
  const navigate = useNavigate();
  const leave = useLeave();
  const session = useSession();
  const go = (to: string) => () => void navigate({ to: to as NonNullable<LinkProps["to"]> });

  async function signOut() {
    try {
      await session.signOut();
      await leave({ to: "/" });
    } catch (error) {
      toast(`You are still signed in. ${describeError(error).detail}`, { tone: "danger" });
    }
  }

  const items: MenuItem[] = [
    { label: "Profile", icon: "person", onSelect: go(`/people/${viewer.username}`) },
    { label: "Bookmarks", icon: "bookmark", onSelect: go("/bookmarks") },
    { label: "Follow requests", icon: "person-plus", onSelect: go("/requests") },
    { label: "Settings", icon: "sliders", onSelect: go("/settings") },
    { label: "Appearance", icon: "moon", onSelect: go("/settings/appearance") },
    { label: "Sign out", icon: "sign-out", separate: true, onSelect: () => void signOut() },
  ];

  if (look === "bar") {
    return (
      <Menu
        label="Your account"
        items={items}
        align="start"
        renderTrigger={(attributes) => (
          <button
            type="button"
            {...attributes}
            aria-label="Your account"
            className="grid size-11 place-items-center rounded-full"
          >
            <Avatar person={viewer} size={32} />
          </button>
        )}
      />
    );
  }
  return (
    <Menu
      label="Your account"
      items={items}
      align="start"
      renderTrigger={(attributes) => (
        <button
          type="button"
          {...attributes}
          className="flex min-h-14 w-full items-center gap-3 rounded-control p-1 text-start transition-colors hover:bg-sunken lg:p-2"
        >
          <Avatar person={viewer} size={40} />
          <span className="sr-only">Your account: </span>
          <UserName person={viewer} stacked className="flex-1 max-lg:sr-only" />
          <Icon name="more" className="text-muted max-lg:hidden" />
        </button>
      )}
    />
  );
}
