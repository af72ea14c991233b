import { cx } from "../lib/cx.ts";

/** Text that the server has rendered from Markdown and sanitised; only such HTML may come here. */
export function RichText({
  html,
  article = false,
  className,
}: {
  html: string;
  article?: boolean;
  className?: string;
}) {
  return (
    <div
      dir="auto"
      className={cx("prose", article && "prose-article", className)}
      // oxlint-disable-next-line react/no-danger -- sanitised by the server against an allow list
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
