/** Whom one mutes and blocks, with the way to take it back. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { UserListItem } from "../../../../contract/users.ts";
import type { KeptAway } from "../../api/users.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { PersonList } from "./PersonList.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { keptAwayQuery } from "./queries.ts";
import { useRelate } from "./use-relate.ts";

const tabs = [
  { value: "mutes", label: "Muted" },
  { value: "blocks", label: "Blocked" },
] as const;

const words = {
  mutes: {
    label: "Muted people",
    note: "You do not meet what they write in your lists. They are not told.",
    none: "You mute nobody",
  },
  blocks: {
    label: "Blocked people",
    note: "You and they do not see each other anywhere.",
    none: "You block nobody",
  },
};

export function Screen() {
  const [list, setList] = useState<KeptAway>("mutes");
  return (
    <>
      <ScreenHeader title="Muted and blocked" back="/settings" />
      <Tabs label="Lists" value={list} tabs={tabs} onChange={setList} panelId="kept-away" />
      <div id="kept-away" role="tabpanel" aria-label={words[list].label}>
        <p className="px-4 pt-4 pb-2 text-sm text-muted md:px-5">{words[list].note}</p>
        <People key={list} list={list} />
      </div>
    </>
  );
}

function People({ list }: { list: KeptAway }) {
  const query = useInfiniteQuery(keptAwayQuery(list));
  return (
    <PersonList
      label={words[list].label}
      query={query}
      empty={<EmptyState icon={list === "mutes" ? "mute" : "ban"} title={words[list].none} />}
    >
      {(person) => <PersonRow person={person} action={<TakeBack person={person} list={list} />} />}
    </PersonList>
  );
}

/** Who was let back in stays in the list until one leaves it, so that a slip can be mended. */
function TakeBack({ person, list }: { person: UserListItem; list: KeptAway }) {
  const { relate } = useRelate(person);
  const kind = list === "mutes" ? "mute" : "block";
  const on = (kind === "mute" ? person.viewer?.muting : person.viewer?.blocking) ?? true;
  const label = kind === "mute" ? (on ? "Unmute" : "Mute") : on ? "Unblock" : "Block";
  return (
    <Button variant={on ? "secondary" : "quiet"} size="sm" className="w-24" onClick={() => relate({ kind, on: !on })}>
      {label} <span className="sr-only">{person.displayName}</span>
    </Button>
  );
}
