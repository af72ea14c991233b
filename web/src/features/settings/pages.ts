/** The pages of settings, in the order in which they are listed. */
import type { IconName } from "../../ui/Icon.tsx";

export const settingsPages = [
  { to: "/settings/profile", icon: "person", label: "Profile", hint: "Your name, and what you tell about yourself" },
  { to: "/settings/account", icon: "key", label: "Account", hint: "Email address and password" },
  { to: "/settings/privacy", icon: "shield", label: "Privacy", hint: "Who sees you, follows you and writes to you" },
  { to: "/settings/people", icon: "mute", label: "Muted and blocked", hint: "People whom you keep out of sight" },
  { to: "/settings/sessions", icon: "laptop", label: "Devices", hint: "Where you are signed in" },
  { to: "/settings/appearance", icon: "sun", label: "Appearance", hint: "Light, dark, or as your device has it" },
  { to: "/settings/language", icon: "globe", label: "Language and time", hint: "How dates and numbers are written" },
  { to: "/settings/delete", icon: "trash", label: "Delete account", hint: "Leave, with time to change your mind" },
] as const satisfies readonly { to: string; icon: IconName; label: string; hint: string }[];
