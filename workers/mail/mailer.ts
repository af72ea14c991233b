/** Sending mail: through the binding where the site is deployed, into a table that `/dev/mail` shows in development. */
import { desc, lt } from "drizzle-orm";
import { newId } from "../../contract/ids.ts";
import { devMail } from "../../db/schema.ts";
import type { Scope } from "../scope.ts";
import type { Mail } from "./letter.ts";

/** Mails that the mailbox of development keeps. */
export const keptMails = 200;

/** Sends a mail. Throws when the binding refuses it; the effect that wanted it is tried again then. */
export async function sendMail(scope: Scope, mail: Mail): Promise<void> {
  const { config, env, settings } = scope;
  if (config.environment === "development") return keep(scope, mail);
  await env.EMAIL.send({ ...mail, from: { name: settings.branding.name, email: config.mailFrom } });
}

async function keep({ db }: Scope, { to, subject, text, html }: Mail): Promise<void> {
  const byAge = db.select({ id: devMail.id }).from(devMail).orderBy(desc(devMail.id));
  await db.batch([
    db.insert(devMail).values({ id: newId(), recipient: to, subject, text, html, createdAt: Date.now() }),
    db.delete(devMail).where(lt(devMail.id, byAge.limit(1).offset(keptMails - 1))),
  ]);
}
