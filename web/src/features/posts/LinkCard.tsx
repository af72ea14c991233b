import type { Post } from "../../../../contract/posts.ts";
import { Icon } from "../../ui/Icon.tsx";

/** Where a link post leads: title and host. Opens beside the page, so that the list stays where it is. */
export function LinkCard({ link }: { link: NonNullable<Post["link"]> }) {
  return (
    <a
      href={link.url}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      className="group flex overflow-hidden rounded-card border border-line bg-surface transition-colors hover:border-edge"
    >
      <span className="grid w-14 shrink-0 place-items-center border-e border-line bg-sunken text-muted">
        <Icon name="link" />
      </span>
      <span className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-center gap-0.5 px-3.5 py-2.5">
        <span dir="auto" className="line-clamp-2 font-medium group-hover:underline">
          {link.title || link.url}
        </span>
        <span className="flex items-center gap-1 text-sm text-muted">
          <span className="truncate">{link.host}</span>
          <Icon name="external" size={16} />
          <span className="sr-only">(opens in a new tab)</span>
        </span>
      </span>
    </a>
  );
}
