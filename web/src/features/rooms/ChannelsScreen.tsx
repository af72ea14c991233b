/** Channels of the site: looked through, searched, joined and made. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LoaderInput } from "../../routes/screen.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { InfiniteList } from "../../ui/InfiniteList.tsx";
import { TextInput } from "../../ui/inputs.tsx";
import { PersonListSkeleton } from "../../ui/skeletons.tsx";
import { EmptyState } from "../../ui/surfaces.tsx";
import { EndOfList } from "../feed/PostList.tsx";
import { ScreenHeader } from "../shell/ScreenHeader.tsx";
import { ChannelRow } from "./ChannelRow.tsx";
import { NewChannelDialog } from "./NewChannelDialog.tsx";
import { channelsQuery } from "./queries.ts";

const restMs = 200;

export async function loader({ context }: LoaderInput): Promise<void> {
  void context.queryClient.prefetchInfiniteQuery(channelsQuery(""));
}

export function Screen() {
  const [typed, setTyped] = useState("");
  const [creating, setCreating] = useState(false);
  const q = useDebounced(typed.trim(), restMs);
  const query = useInfiniteQuery(channelsQuery(q));
  const create = (
    <Button variant="quiet" size="sm" icon="plus" onClick={() => setCreating(true)}>
      New channel
    </Button>
  );
  return (
    <>
      <ScreenHeader title="Channels" back="/messages" actions={create} />
      <div className="border-b border-line px-4 py-3 md:px-5">
        <Field label="Search channels" hideLabel optional>
          <TextInput
            type="search"
            value={typed}
            placeholder="Search channels"
            autoComplete="off"
            enterKeyHint="search"
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      </div>
      <InfiniteList
        label="Channels"
        query={query}
        idOf={({ id }) => id}
        skeleton={<PersonListSkeleton />}
        empty={<NoChannels q={q} onCreate={() => setCreating(true)} />}
        end={<EndOfList />}
      >
        {(channel) => <ChannelRow channel={channel} />}
      </InfiniteList>
      {creating && <NewChannelDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function NoChannels({ q, onCreate }: { q: string; onCreate: () => void }) {
  return (
    <EmptyState
      icon="hash"
      title={q === "" ? "No channels yet" : "No channel by that name"}
      action={
        <Button variant="secondary" onClick={onCreate}>
          Make one
        </Button>
      }
    >
      {q === ""
        ? "A channel is a room that everybody here can find and join."
        : `No channel’s name begins with “${q}”.`}
    </EmptyState>
  );
}
