/** Signing up and in through the real router and session, over a server played by the test. */
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Me } from "../../../../contract/users.ts";
import { authApi } from "../../api/auth.ts";
import { createHttp, http } from "../../api/http.ts";
import { createQueryClient } from "../../lib/query-client.ts";
import { createRouter } from "../../routes/router.ts";
import { createSession } from "./session.ts";

const me = {
  id: "01JD6Z3N9Q8T4V5W6X7Y8Z9ABC",
  username: "dara",
  displayName: "Dara Sok",
  avatarUrl: null,
  role: "member",
  verified: false,
  locked: false,
  email: "dara@example.org",
  emailVerified: true,
  pendingEmail: null,
  settings: {
    locale: "en",
    timeZone: "UTC",
    theme: "system",
    profileVisibility: "public",
    activityVisibility: "public",
    whoMayMessage: "everyone",
  },
} as Partial<Me> as Me;

type Handler = (body: Record<string, unknown>, request: Request) => Response;
const tokens = { accessToken: "token", expiresIn: 900 };
const refused = (status: number, code: string, errors: { path: string; message: string }[] = []) =>
  new Response(JSON.stringify({ type: "", title: "", status, detail: "Refused.", code, requestId: "r", errors }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });

const handlers = new Map<string, Handler>();
const calls: string[] = [];

beforeEach(() => {
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const request = new Request(new URL(input, "http://stoa.test"), init);
    const name = `${request.method} ${new URL(request.url).pathname}`;
    calls.push(name);
    const handler = handlers.get(name);
    if (handler === undefined) return refused(404, "not_found");
    return handler(JSON.parse(typeof init.body === "string" ? init.body : "{}") as Record<string, unknown>, request);
  });
});

afterEach(() => {
  http.end();
  handlers.clear();
  calls.length = 0;
  localStorage.clear();
  vi.unstubAllGlobals();
});

function open(address: string) {
  const queryClient = createQueryClient();
  const session = createSession({ http, queryClient, logout: authApi.logout });
  const router = createRouter({ queryClient, session }, createMemoryHistory({ initialEntries: [address] }));
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, session, user: userEvent.setup() };
}

test("a visitor who wants to a screen for members signs in first and comes back to it", async () => {
  handlers.set("POST /v1/auth/login", ({ password }) =>
    password === "right" ? Response.json({ ...tokens, user: me }) : refused(401, "unauthenticated"),
  );
  handlers.set("GET /v1/auth/sessions", (_body, request) =>
    request.headers.get("Authorization") === "Bearer token"
      ? Response.json({ items: [], nextCursor: null })
      : refused(401, "unauthenticated"),
  );
  const { router, user } = open("/settings/sessions");
  await user.type(await screen.findByLabelText("Email or username"), "dara");
  await user.type(screen.getByLabelText("Password"), "wrong");
  await user.click(screen.getByRole("button", { name: "Sign in" }));

  await screen.findByText(/do not go together/);
  const password = screen.getByLabelText("Password");
  expect(password).toMatchObject({ value: "wrong" });
  expect(document.activeElement).toBe(password);
  // A wrong password is no ended session: nothing was refreshed.
  expect(calls).not.toContain("POST /v1/auth/refresh");

  await user.clear(password);
  await user.type(password, "right");
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "Devices" });
  expect(router.state.location.pathname).toBe("/settings/sessions");
});

test("sign-up shows what the server refuses at its field and sends no empty date of birth", async () => {
  const bodies: unknown[] = [];
  handlers.set("POST /v1/auth/register", (body) => {
    bodies.push(body);
    return refused(409, "conflict", [{ path: "username", message: "is taken" }]);
  });
  const { user } = open("/signup");
  await user.type(await screen.findByLabelText("Name"), "Dara Sok");
  await user.type(screen.getByLabelText("Username"), "dara");
  await user.type(screen.getByLabelText("Email"), "dara@example.org");
  await user.type(screen.getByLabelText("Password"), "three plain words");
  await user.click(screen.getByRole("button", { name: "Create account" }));

  await screen.findByText("Username is taken.");
  expect(bodies).toEqual([
    { displayName: "Dara Sok", username: "dara", email: "dara@example.org", password: "three plain words" },
  ]);
  expect(screen.getByLabelText("Password")).toMatchObject({ value: "three plain words" });
});

test("the cookie of an earlier visit is tried only where there was one", async () => {
  open("/signin");
  await screen.findByLabelText("Email or username");
  expect(calls).not.toContain("POST /v1/auth/refresh");
});

test("an earlier session is brought back before guards look", async () => {
  localStorage.setItem("stoa.session", "1");
  handlers.set("POST /v1/auth/refresh", () => Response.json(tokens));
  handlers.set("GET /v1/users/me", () => Response.json(me));
  handlers.set("GET /v1/auth/sessions", () => Response.json({ items: [], nextCursor: null }));
  const { router } = open("/settings/sessions");
  await screen.findByRole("heading", { name: "Devices" });
  expect(router.state.location.pathname).toBe("/settings/sessions");
});

test("signing out in one tab signs the others out", async () => {
  const one = createSession({ http: createHttp(), queryClient: createQueryClient(), logout: async () => undefined });
  const elsewhere = createHttp();
  const other = createSession({ http: elsewhere, queryClient: createQueryClient(), logout: async () => undefined });
  elsewhere.begin({ ...tokens, user: me });
  const told = vi.fn<(reason: string) => void>();
  other.onChange(told);
  await one.signOut();
  await waitFor(() => expect(told).toHaveBeenCalledWith("elsewhere"));
  expect(other.signedIn()).toBe(false);
});
