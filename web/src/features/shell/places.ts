/** The places that the shell leads to: the rail on desktops, the tabs on phones. */
import type { LinkProps } from "@tanstack/react-router";
import type { Me } from "../../../../contract/users.ts";
import type { IconName } from "../../ui/Icon.tsx";

export interface Place {
  label: string;
  icon: IconName;
  to: LinkProps["to"];
  params?: Record<string, string>;
  /** Shows how many conversations have something unread. */
  unread?: true;
}

const home: Place = { label: "Home", icon: "home", to: "/" };
const latest: Place = { label: "Latest", icon: "clock", to: "/latest" };
const write: Place = { label: "Write", icon: "edit", to: "/write" };
const messages: Place = { label: "Messages", icon: "comment", to: "/messages", unread: true };
const bookmarks: Place = { label: "Bookmarks", icon: "bookmark", to: "/bookmarks" };
const requests: Place = { label: "Follow requests", icon: "person-plus", to: "/requests" };
const settings: Place = { label: "Settings", icon: "sliders", to: "/settings" };

const profile = (viewer: Me): Place => ({
  label: "Profile",
  icon: "person",
  to: "/people/$username",
  params: { username: viewer.username },
});

export function railPlaces(viewer: Me | null): Place[] {
  if (viewer === null) return [home, latest];
  // Only locked accounts are asked before somebody follows them.
  return [home, latest, messages, bookmarks, ...(viewer.locked ? [requests] : []), profile(viewer), settings];
}

/** Five at most, within the thumb's reach. */
export function tabPlaces(viewer: Me): Place[] {
  return [home, latest, write, messages, { ...profile(viewer), label: "You" }];
}

export const writePlace = write;
