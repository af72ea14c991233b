/** The theme of this device. /theme.js reads the same key before the first paint. */
import { useSyncExternalStore } from "react";
import { remember } from "./storage.ts";

export type Theme = "system" | "light" | "dark";

const key = "stoa.theme";
const listeners = new Set<() => void>();

/** The choice in force: what the root element carries. */
export function currentTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Puts a theme in force at once and remembers it on this device. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  remember(key, theme === "system" ? null : theme);
  listeners.forEach((listener) => listener());
}

/** The theme in force, kept up to date. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => "system");
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
