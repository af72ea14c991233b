/** Figures for Prometheus (text exposition format 0.0.4). Only totals: nothing about anybody. */
import { totals } from "../../../db/schema.ts";
import type { Database } from "../../../db/client.ts";
import { version } from "../../version.ts";

/** What each total of the site is called and means. */
const figures: Record<string, { name: string; help: string }> = {
  people: { name: "stoa_people", help: "Accounts that are not deleted." },
  follows: { name: "stoa_follows", help: "Follows that stand." },
  posts: { name: "stoa_posts", help: "Posts that are not deleted." },
  comments: { name: "stoa_comments", help: "Comments that are not deleted." },
  messages: { name: "stoa_messages", help: "Messages." },
  media: { name: "stoa_media", help: "Media." },
  openCases: { name: "stoa_moderation_cases_undecided", help: "Cases that wait for a decision." },
  outboxWaiting: { name: "stoa_outbox_waiting", help: "Effects that are not done yet." },
  outboxParked: { name: "stoa_outbox_parked", help: "Effects that failed for good and wait for a person." },
};

/** All figures as text. */
export async function metricsText(db: Database): Promise<string> {
  const rows = await db.select().from(totals);
  const gauges = rows.flatMap(({ name, value }) => {
    const figure = figures[name];
    return figure
      ? [`# HELP ${figure.name} ${figure.help}`, `# TYPE ${figure.name} gauge`, `${figure.name} ${value}`]
      : [];
  });
  const build = [
    "# HELP stoa_build_info The version that answers.",
    "# TYPE stoa_build_info gauge",
    `stoa_build_info{version="${version}"} 1`,
  ];
  return `${[...build, ...gauges].join("\n")}\n`;
}
