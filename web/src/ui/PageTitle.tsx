import { useEffect } from "react";
import { announce } from "../lib/announce.ts";
import { useTitleCount } from "../lib/title-count.ts";

let firstPage = true;

/**
 * The document's title (React puts it into the head, on the server too). A change is read out, as a browser reads the
 * title of a page that it has loaded.
 */
export function PageTitle({ children }: { children: string }) {
  const count = useTitleCount();
  const title = `${count > 0 ? `(${count}) ` : ""}${children} · Stoa`;
  useEffect(() => {
    // The title of the static page was only for the moment before.
    document.querySelector("title[data-boot]")?.remove();
    if (!firstPage) announce(children);
    firstPage = false;
  }, [children]);
  return <title>{title}</title>;
}
