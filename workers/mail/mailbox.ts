/** `/dev/mail`: what the site would have sent, newest first. In development only. */
import { z } from "@hono/zod-openapi";
import { desc } from "drizzle-orm";
import { accepts } from "hono/accepts";
import { html } from "hono/html";
import { devMailbox as mailboxShape } from "../../contract/platform.ts";
import { devMail } from "../../db/schema.ts";
import { scopeOf } from "../http/context.ts";
import { AppError } from "../http/error.ts";
import { feature, route } from "../http/route.ts";
import type { Scope } from "../scope.ts";
import { keptMails } from "./mailer.ts";

export const devMailbox = feature();

devMailbox.openapi(
  route(
    { access: "public", limit: "none", always: true },
    {
      method: "get",
      path: "/dev/mail",
      tags: ["Platform"],
      summary: "Mail that the site would have sent (in development only)",
      responses: {
        200: {
          description: "The newest mails, as a page or as JSON",
          content: { "application/json": { schema: mailboxShape }, "text/html": { schema: z.string() } },
        },
      },
    },
  ),
  async (c) => {
    const scope = scopeOf(c);
    if (scope.config.environment !== "development")
      throw new AppError("not_found", "There is nothing at this address.");
    const items = await readMailbox(scope);
    c.header("Cache-Control", "no-store");
    const type = accepts(c, { header: "Accept", supports: ["text/html", "application/json"], default: "text/html" });
    return type === "application/json" ? c.json({ items }, 200) : c.html(await mailboxPage(items), 200);
  },
);

type DevMail = z.infer<typeof mailboxShape>["items"][number];

async function readMailbox({ db }: Scope): Promise<DevMail[]> {
  const rows = await db.select().from(devMail).orderBy(desc(devMail.id)).limit(keptMails);
  return rows.map(({ recipient, subject, text, html, createdAt }) => ({
    to: recipient,
    subject,
    text,
    html,
    at: new Date(createdAt).toISOString(),
  }));
}

async function mailboxPage(items: readonly DevMail[]): Promise<string> {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mailbox of development</title>
      </head>
      <body>
        <main>
          <h1>Mailbox of development</h1>
          ${items.length === 0 ? html`<p>No mail yet.</p>` : items.map(mailArticle)}
        </main>
      </body>
    </html>`;
  return page.toString();
}

/** The HTML of a mail is shown in a frame of its own that may run nothing, only open links. */
function mailArticle(mail: DevMail) {
  return html`<article>
    <h2>${mail.subject}</h2>
    <p>To ${mail.to}, <time datetime="${mail.at}">${mail.at}</time></p>
    <pre>${linked(mail.text)}</pre>
    <details>
      <summary>As HTML</summary>
      <iframe
        title="${mail.subject}"
        width="100%"
        height="480"
        sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
        srcdoc="${mail.html.replace("<head>", '<head><base target="_top">')}"
      ></iframe>
    </details>
  </article>`;
}

/** Text with its web addresses as links. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : part));
}
