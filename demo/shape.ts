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
