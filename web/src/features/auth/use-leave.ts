import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, type NavigateOptions } from "@tanstack/react-router";
import { readAnew } from "./follow-session.ts";

/** After the session has ended: goes to a screen for visitors and drops what was read in the person's name. */
export function useLeave(): (target: NavigateOptions) => Promise<void> {
  const navigate = useNavigate();
  const router = useRouter();
  const queryClient = useQueryClient();
  return async (target) => {
    await navigate(target);
    await readAnew({ router, queryClient });
  };
}
