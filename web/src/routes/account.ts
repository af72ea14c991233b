/** Signing up and in, and the ways back in: screens without the shell around them. */
import { createRoute } from "@tanstack/react-router";
import { safeReturnTo } from "../lib/return-to.ts";
import { visitorOnly } from "./guards.ts";
import { rootRoute } from "./root.tsx";
import { screen } from "./screen.ts";

export const doorRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "door",
  ...screen(async () => ({ Screen: (await import("../features/auth/Door.tsx")).Door })),
});

const withReturnTo = (search: Record<string, unknown>): { returnTo?: string } => {
  const returnTo = safeReturnTo(search["returnTo"]);
  return returnTo === undefined ? {} : { returnTo };
};

const withToken = (search: Record<string, unknown>): { token?: string } => {
  // A token of digits alone is parsed as a number.
  const token = search["token"];
  return typeof token === "string" || typeof token === "number" ? { token: String(token) } : {};
};

const signInRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/signin",
  validateSearch: withReturnTo,
  beforeLoad: visitorOnly,
  ...screen(() => import("../features/auth/SignInScreen.tsx")),
});
const signUpRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/signup",
  validateSearch: withReturnTo,
  beforeLoad: visitorOnly,
  ...screen(() => import("../features/auth/SignUpScreen.tsx")),
});
const forgotRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/forgot",
  ...screen(() => import("../features/auth/ForgotScreen.tsx")),
});
const resetRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/reset",
  validateSearch: withToken,
  ...screen(() => import("../features/auth/ResetScreen.tsx")),
});
const verifyRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/verify",
  validateSearch: withToken,
  ...screen(() => import("../features/auth/VerifyScreen.tsx")),
});
const setupRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/setup",
  validateSearch: withToken,
  beforeLoad: visitorOnly,
  ...screen(() => import("../features/auth/SetupScreen.tsx")),
});
const farewellRoute = createRoute({
  getParentRoute: () => doorRoute,
  path: "/farewell",
  validateSearch: ({ until }: Record<string, unknown>): { until?: string } =>
    typeof until === "string" && !Number.isNaN(Date.parse(until)) ? { until } : {},
  ...screen(() => import("../features/auth/FarewellScreen.tsx")),
});

export const accountRoutes = [
  signInRoute,
  signUpRoute,
  forgotRoute,
  resetRoute,
  verifyRoute,
  setupRoute,
  farewellRoute,
] as const;
