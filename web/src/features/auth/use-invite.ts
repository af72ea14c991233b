import { useNavigate, useRouter } from "@tanstack/react-router";
import { toast } from "../../ui/toast.ts";

/** Tells visitors that something needs an account, with the way in; afterwards they are back where they were. */
export function useInvite(): (reason: string) => void {
  const navigate = useNavigate();
  const router = useRouter();
  return (reason) => {
    const returnTo = router.state.location.href;
    toast(reason, { action: { label: "Sign in", run: () => void navigate({ to: "/signin", search: { returnTo } }) } });
  };
}
