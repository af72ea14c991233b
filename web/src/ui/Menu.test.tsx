import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Menu } from "./Menu.tsx";

afterEach(cleanup);

test("opened from the keyboard, also for the first time, it begins at its first item", async () => {
  const onSelect = vi.fn<() => void>();
  const items = [
    { label: "Choose another", onSelect },
    { label: "Remove", onSelect: () => undefined },
  ];
  render(
    <main id="main">
      <Menu
        label="Picture"
        items={items}
        renderTrigger={(attributes) => (
          <button type="button" {...attributes}>
            Change
          </button>
        )}
      />
    </main>,
  );
  const user = userEvent.setup();
  await user.tab();
  // The menu itself is there by the time somebody has found the key.
  await waitFor(() => expect(document.querySelector("span[aria-haspopup=menu]")).not.toBeNull());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "Choose another" })));
  await user.keyboard("{Enter}");
  expect(onSelect).toHaveBeenCalledOnce();
});
