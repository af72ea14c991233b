import { TabLinks } from "../../ui/tabs.tsx";

const links = [
  { label: "Following", to: "/" },
  { label: "Latest", to: "/latest" },
] as const;

/** Between the people one follows and everyone. */
export function FeedTabs() {
  return <TabLinks label="Feeds" links={links} />;
}
