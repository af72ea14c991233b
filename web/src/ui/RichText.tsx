import { cx } from "../lib/cx.ts";
import { useInternalLinks } from "../lib/internal-links.ts";

/** Text that the server has rendered from Markdown and sanitised; only such HTML may come here. */
export function RichText({
  html,
  article = false,
  lang,
  className,
}: {
  html: string;
  article?: boolean;
  /** Language of the text, where it is known. */
  lang?: string | undefined;
  className?: string;
}) {
  const followLink = useInternalLinks();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links inside take keys and focus
    <div
      ref={reachScrollers}
      dir="auto"
      lang={lang}
      onClick={followLink}
      className={cx("prose", article && "prose-article", className)}
      // oxlint-disable-next-line react/no-danger -- sanitised by the server against an allow list
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** Code and tables that are wider than their place scroll, and the keyboard has to reach them for that. */
function reachScrollers(text: HTMLElement | null): void {
  for (const part of text?.querySelectorAll<HTMLElement>("pre, table") ?? []) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
  }
}
