/** The demo community as it is written down: who there is, who said what how long ago. */
import type { Role } from "../contract/roles.ts";

/** Minutes, hours and days, in minutes. */
export const hours = 60;
export const days = 24 * hours;

export interface DemoPerson {
  username: string;
  displayName: string;
  /** Everyone else is a member. */
  role?: Role;
  verified?: boolean;
  pronouns?: string;
  location: string;
  bio: string;
  interests: string[];
  skills?: string[];
  website?: string;
  links?: { label: string; url: string }[];
  /** Days since they joined. */
  joined: number;
  /** Usernames, separated by spaces. */
  follows: string;
}

export interface DemoComment {
  by: string;
  /** Minutes after what it answers. */
  after: number;
  text: string;
  /** How many like it. */
  likes?: number;
  replies?: DemoComment[];
}

export interface DemoPost {
  /** Never changes: it makes loading twice harmless. */
  key: string;
  by: string;
  /** Minutes before now. */
  ago: number;
  language?: string;
  /** Markdown; words of its own, or what goes with an article or a link. */
  text?: string;
  article?: { title: string; body: string };
  link?: { url: string; title: string };
  contentWarning?: string;
  likes?: number;
  comments?: DemoComment[];
}

/** A channel or a group, with what was said there before the community was loaded. */
export interface DemoRoom {
  /** Never changes, as that of a post. */
  key: string;
  type: "channel" | "group";
  name: string;
  topic?: string;
  owner: string;
  /** Usernames, separated by spaces. */
  members: string;
  /** In the order in which they were written. */
  messages: DemoMessage[];
}

export interface DemoMessage {
  by: string;
  /** Minutes before now. */
  ago: number;
  text: string;
  /** How many messages before this one stands what it answers. */
  answers?: number;
}
