/** The icons, drawn as strokes on a grid of 24. They are decoration: the control around them has the name. */
import { cx } from "../lib/cx.ts";

const paths = {
  alert: "M12 4 3.5 19h17L12 4ZM12 10v4M12 16.6v.1",
  "arrow-left": "M20 12H4.5M10.5 6l-6 6 6 6",
  "arrow-up": "M12 20V4.5M6 10.5l6-6 6 6",
  article: "M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4",
  at: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM16 8v5.2c0 3.4 4.5 3 4.5-1.2a8.5 8.5 0 1 0-3.6 7",
  audio:
    "M9 17.5V6l10.5-2.5v11.5M6.2 14.8a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM16.8 12.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z",
  ban: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 6l12 12",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5c1 .8 3 .8 4 0",
  bookmark: "M6.5 4h11v16.5L12 16l-5.5 4.5V4Z",
  calendar: "M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8",
  camera: "M3.5 7.5h4L9.5 5h5l2 2.5h4v11.5h-17ZM12 9.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z",
  check: "m5 12.5 4.5 4.5L19 7",
  "chevron-down": "m6 9.5 6 6 6-6",
  "chevron-left": "m14.5 6-6 6 6 6",
  "chevron-right": "m9.5 6 6 6-6 6",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2.5",
  close: "m6 6 12 12M18 6 6 18",
  comment: "M4 5.5h16v11h-8.5L7 20.5v-4H4v-11Z",
  copy: "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
  download: "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 16.5v3.5h14v-3.5",
  edit: "M4.5 19.5v-4L16 4l4 4L8.5 19.5h-4ZM13.5 6.5l4 4",
  external: "M10 5H5v14h14v-5M13.5 4.5h6v6M19 5l-8.5 8.5",
  eye: "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
  "eye-off":
    "M4 4l16 16M9.5 5.8c6-1.2 9.6 1.7 12 6.2-.9 1.6-1.8 2.9-2.9 3.9M14.5 18.2C8.5 19.4 5 16.5 2.5 12c.9-1.6 1.9-2.9 3-3.9M10 10a3 3 0 0 0 4 4",
  file: "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5",
  flag: "M5.5 21V4h12l-2.5 4 2.5 4h-12",
  globe: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c5 4.5 5 12.5 0 17-5-4.5-5-12.5 0-17Z",
  hash: "M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16",
  heart: "M12 20C6 15.5 3.5 12.5 3.5 9A4.6 4.6 0 0 1 12 6.7 4.6 4.6 0 0 1 20.5 9c0 3.5-2.5 6.5-8.5 11Z",
  home: "M4 10.5 12 4l8 6.5V20h-5.5v-5.5h-5V20H4v-9.5Z",
  image: "M4 5h16v14H4zM4 16.5l4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 8.5v.1",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.8v.1",
  key: "M8 10.5a4.25 4.25 0 1 0 0 8.5 4.25 4.25 0 0 0 0-8.5ZM11 11.5 19 3.8M15.5 7l3.5 3.5",
  laptop: "M5.5 5.5h13V15h-13zM2.5 18.5h19",
  link: "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1",
  lock: "M5.5 11h13v9.5h-13zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
  mail: "M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5",
  menu: "M4 7h16M4 12h16M4 17h16",
  minus: "M5 12h14",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  more: "M5.5 12v.1M12 12v.1M18.5 12v.1",
  mute: "M4 9.5h3.5L12 5.5v13l-4.5-4H4v-5ZM16 9.5l4.5 5M20.5 9.5l-4.5 5",
  people:
    "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M15.5 5a3.5 3.5 0 0 1 0 6.5M17.5 14.8c2.3.6 3.7 2.2 4 4.7",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.5-4 3.5-5.5 7.5-5.5s7 1.5 7.5 5.5",
  "person-check": "M9.5 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM3 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 10l2 2 3.5-4",
  "person-plus": "M9.5 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM3 19.5c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M18.5 7v6M15.5 10h6",
  phone: "M7 3.5h10v17H7zM11 17.5h2",
  pin: "M12 3.5a6.5 6.5 0 0 0-6.5 6.5c0 4.5 6.5 10.5 6.5 10.5s6.5-6 6.5-10.5A6.5 6.5 0 0 0 12 3.5ZM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  play: "M8 5v14l11-7L8 5Z",
  plus: "M12 5v14M5 12h14",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.5-5.6M19.5 3.5v4.3h-4.3",
  reply: "M9.5 6 4 11.5 9.5 17M4.5 11.5H14c3.5 0 6 2.5 6 6v1",
  repost: "M4.5 13V9.5a3 3 0 0 1 3-3H17M14 3.5l3 3-3 3M19.5 11v3.5a3 3 0 0 1-3 3H7M10 20.5l-3-3 3-3",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5l5 5",
  share: "M12 15V4M7.5 8 12 3.5 16.5 8M5 12.5V20h14v-7.5",
  shield: "M12 3.5 19 6v5.5c0 4.5-2.8 7.5-7 9-4.2-1.5-7-4.5-7-9V6l7-2.5Z",
  "sign-out": "M10 4.5H5v15h5M15 8l4 4-4 4M19 12H9.5",
  sliders:
    "M4 7.5h8M16 7.5h4M4 16.5h3M11 16.5h9M14 5.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6ZM9 14.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z",
  sort: "M7 5v14M3.5 15.5 7 19l3.5-3.5M17 19V5M13.5 8.5 17 5l3.5 3.5",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5V4M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M5.3 18.7l1-1M17.7 6.3l1-1",
  trash: "M4.5 7h15M9 7V4.5h6V7M6.5 7l1 13h9l1-13M10.2 11v5M13.8 11v5",
  verified:
    "m12 3 2.4 1.9 3-.1.9 2.9 2.5 1.8-1 2.9 1 2.9-2.5 1.8-.9 2.9-3-.1L12 21.8l-2.4-1.9-3 .1-.9-2.9-2.5-1.8 1-2.9-1-2.9 2.5-1.8.9-2.9 3 .1L12 3ZM8.8 12.3l2.2 2.2 4.2-4.4",
  "wifi-off":
    "M4 4l16 16M8.5 15.2a5 5 0 0 1 6 .2M5.2 11.8a9.5 9.5 0 0 1 4.5-2.4M2.5 8.5A13 13 0 0 1 6.5 6M13 9.2a9.5 9.5 0 0 1 5.8 2.6M11 5a13.5 13.5 0 0 1 10.5 3.5M12 19v.1",
} as const;

export type IconName = keyof typeof paths;

interface Props {
  name: IconName;
  /** Edge in pixels; strokes stay in proportion. */
  size?: 16 | 18 | 20 | 22 | 24 | 32;
  /** Filled shapes show that something is on (a like, a bookmark). */
  filled?: boolean;
  className?: string;
}

export function Icon({ name, size = 20, filled = false, className }: Props) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.75 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cx("shrink-0", className)}
    >
      <path d={paths[name]} />
    </svg>
  );
}
