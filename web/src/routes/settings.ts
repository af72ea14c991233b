/** Settings: one page of choices, each with a page of its own. */
import { createRoute } from "@tanstack/react-router";
import { lazyPart } from "../lib/load-part.ts";
import { accountOnly } from "./guards.ts";
import { screen } from "./screen.ts";
import { shellRoute } from "./shell.ts";

const frame = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  beforeLoad: accountOnly,
  staticData: { aside: lazyPart(() => import("../features/settings/SettingsAside.tsx")) },
});

const indexRoute = createRoute({
  getParentRoute: () => frame,
  path: "/",
  ...screen(() => import("../features/settings/SettingsScreen.tsx")),
});
const profileRoute = createRoute({
  getParentRoute: () => frame,
  path: "/profile",
  ...screen(() => import("../features/people/EditProfileScreen.tsx")),
});
const peopleRoute = createRoute({
  getParentRoute: () => frame,
  path: "/people",
  ...screen(() => import("../features/people/KeptAwayScreen.tsx")),
});
const accountRoute = createRoute({
  getParentRoute: () => frame,
  path: "/account",
  ...screen(() => import("../features/settings/AccountScreen.tsx")),
});
const privacyRoute = createRoute({
  getParentRoute: () => frame,
  path: "/privacy",
  ...screen(() => import("../features/settings/PrivacyScreen.tsx")),
});
const sessionsRoute = createRoute({
  getParentRoute: () => frame,
  path: "/sessions",
  ...screen(() => import("../features/settings/SessionsScreen.tsx")),
});
const appearanceRoute = createRoute({
  getParentRoute: () => frame,
  path: "/appearance",
  ...screen(() => import("../features/settings/AppearanceScreen.tsx")),
});
const languageRoute = createRoute({
  getParentRoute: () => frame,
  path: "/language",
  ...screen(() => import("../features/settings/LanguageScreen.tsx")),
});
const deleteRoute = createRoute({
  getParentRoute: () => frame,
  path: "/delete",
  ...screen(() => import("../features/settings/DeleteScreen.tsx")),
});

export const settingsRoute = frame.addChildren([
  indexRoute,
  profileRoute,
  accountRoute,
  privacyRoute,
  peopleRoute,
  sessionsRoute,
  appearanceRoute,
  languageRoute,
  deleteRoute,
]);
