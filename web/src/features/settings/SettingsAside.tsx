import { Link } from "@tanstack/react-router";
import { settingsPages } from "./pages.ts";
import { Icon } from "../../ui/Icon.tsx";

/** The pages of settings beside each of them, on wide screens. */
export default function SettingsAside() {
  return (
    <nav aria-label="Settings" className="grid gap-0.5">
      {settingsPages.map((page) => (
        <Link
          key={page.to}
          to={page.to}
          className="flex min-h-10 items-center gap-3 rounded-control px-3 text-sm text-muted transition-colors hover:bg-sunken hover:text-text"
          activeProps={{ className: "bg-sunken text-text! font-semibold" }}
        >
          <Icon name={page.icon} size={18} />
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
