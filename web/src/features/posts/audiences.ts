/** Who may see a post and who may answer it, in words. */
import type { Audience, ReplyPolicy } from "../../../../contract/posts.ts";
import type { IconName } from "../../ui/Icon.tsx";

interface AudienceWords {
  label: string;
  hint: string;
  icon: IconName;
}

export const audiences: Record<Audience, AudienceWords> = {
  public: { label: "Everyone", hint: "Also people without an account", icon: "globe" },
  unlisted: { label: "Unlisted", hint: "Everyone with the link, but not in public lists", icon: "link" },
  followers: { label: "Followers", hint: "People who follow you", icon: "people" },
  mentioned: { label: "Mentioned people", hint: "Only those whom you name in it", icon: "at" },
  private: { label: "Only you", hint: "A note to yourself", icon: "lock" },
};

export const replyPolicies: Record<ReplyPolicy, string> = {
  everyone: "Everyone who sees it",
  followers: "Your followers",
  mentioned: "People you mention",
  nobody: "Nobody",
};
