import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { authApi } from "./api/auth.ts";
import { http } from "./api/http.ts";
import { createSession } from "./features/auth/session.ts";
import { followSession } from "./features/auth/follow-session.ts";
import { firstPageIsThere } from "./lib/import-part.ts";
import { createQueryClient } from "./lib/query-client.ts";
import { reloadWhenOutdated } from "./lib/missing-chunk.ts";
import { createRouter } from "./routes/router.ts";
import "./styles/index.css";

const queryClient = createQueryClient();
const session = createSession({ http, queryClient, logout: authApi.logout });
const router = createRouter({ queryClient, session });
followSession({ session, queryClient, router });
reloadWhenOutdated();
const stopWaiting = router.subscribe("onResolved", () => {
  stopWaiting();
  firstPageIsThere();
});

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
