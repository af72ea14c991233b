/** How mails of the site look: a few paragraphs, at most one link, as text and as HTML. */
import { html } from "hono/html";

/** What a mail says. `action` is the one thing to do; its address also stands as text, for readers without HTML. */
export interface Letter {
  subject: string;
  greeting: string;
  paragraphs: string[];
  action?: { label: string; url: string };
  /** Small print: why this was sent, what to do if it was not expected. */
  closing: string;
}

/** A mail ready to be sent. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Writes a letter out. Whatever people chose (names, the site's name) is escaped in the HTML. */
export async function compose(to: string, letter: Letter, siteName: string): Promise<Mail> {
  return { to, subject: letter.subject, text: asText(letter, siteName), html: await asHtml(letter, siteName) };
}

function asText({ greeting, paragraphs, action, closing }: Letter, siteName: string): string {
  const link = action ? [`${action.label}:\n${action.url}`] : [];
  return [greeting, ...paragraphs, ...link, closing, `-- \n${siteName}`].join("\n\n");
}

async function asHtml({ subject, greeting, paragraphs, action, closing }: Letter, siteName: string): Promise<string> {
  const page = "margin:0;padding:32px 16px;background:#f4f4f2;color:#1c1c1a;font:16px/1.6 system-ui,sans-serif";
  const card = "max-width:480px;margin:0 auto;padding:32px;background:#fff;border-radius:12px";
  const button =
    "display:inline-block;padding:12px 20px;border-radius:8px;background:#1f5fbf;color:#fff;text-decoration:none;font-weight:600";
  const small = "margin:24px 0 0;color:#5f5f5a;font-size:14px";
  const document = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${subject}</title>
      </head>
      <body style="${page}">
        <div style="${card}">
          <p>${greeting}</p>
          ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
          ${
            action
              ? html`<p><a href="${action.url}" style="${button}">${action.label}</a></p>
                  <p style="${small}">Or copy this address into your browser:<br />${action.url}</p>`
              : ""
          }
          <p style="${small}">${closing}</p>
          <p style="${small}">${siteName}</p>
        </div>
      </body>
    </html>`;
  return document.toString();
}
