import { onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/error.ts";
import { createQueryClient } from "./query-client.ts";

afterEach(() => onlineManager.setOnline(true));

test("a read without a network fails and says so, it does not wait without a word", async () => {
  const offline = new ApiError({ status: 0, code: "network", detail: "No answer came from the server." });
  onlineManager.setOnline(false);
  const queryFn = vi.fn(() => Promise.reject(offline));
  const read = createQueryClient().fetchQuery({ queryKey: ["room"], queryFn, retry: 1, retryDelay: 0 });
  await expect(read).rejects.toBe(offline);
  expect(queryFn).toHaveBeenCalledTimes(2);
});
