import { QueryClient, QueryClientProvider, useInfiniteQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Page } from "../../../contract/page.ts";
import { ApiError } from "../api/error.ts";
import { InfiniteList } from "./InfiniteList.tsx";

type Item = { id: string };
type Load = (cursor: string | null) => Promise<Page<Item>>;

function List({ load }: { load: Load }) {
  const query = useInfiniteQuery({
    queryKey: ["list"],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
  });
  return (
    <InfiniteList
      label="Things"
      query={query}
      idOf={(item) => item.id}
      skeleton={<p>Loading</p>}
      empty={<p>Nothing yet</p>}
      end={<p>The end</p>}
    >
      {(item) => <p>{item.id}</p>}
    </InfiniteList>
  );
}

const show = (load: Load) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <List load={load} />
    </QueryClientProvider>,
  );
const offline = () => Promise.reject(new ApiError({ status: 0, code: "network", detail: "" }));

test("without an observer the button brings the next page, up to the end", async () => {
  show((cursor) =>
    Promise.resolve({ items: [{ id: cursor ?? "first" }], nextCursor: cursor === null ? "second" : null }),
  );
  await screen.findByText("first");
  expect(screen.queryByText("The end")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Load more" }));
  await screen.findByText("second");
  await screen.findByText("The end");
  expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
});

test("a next page that fails keeps what is there and can be tried again", async () => {
  let isOffline = true;
  show((cursor) => {
    if (cursor !== null && isOffline) return offline();
    return Promise.resolve({ items: [{ id: cursor ?? "first" }], nextCursor: cursor === null ? "second" : null });
  });
  await userEvent.click(await screen.findByRole("button", { name: "Load more" }));
  await screen.findByRole("alert");
  expect(screen.getByText("first")).toBeTruthy();
  isOffline = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByText("second");
});

test("a page may be empty and still go on", async () => {
  show((cursor) =>
    Promise.resolve({ items: cursor === null ? [] : [{ id: "late" }], nextCursor: cursor === null ? "next" : null }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Load more" }));
  expect(await screen.findByText("late")).toBeTruthy();
});

test("nothing at all shows the empty state", async () => {
  show(() => Promise.resolve({ items: [], nextCursor: null }));
  expect(await screen.findByText("Nothing yet")).toBeTruthy();
});
