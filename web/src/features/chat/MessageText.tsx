import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useInternalLinks } from "../../lib/internal-links.ts";
import { cx } from "../../lib/cx.ts";
import { isEmojiOnly, piecesOf } from "./message-text.ts";

interface Props {
  content: string;
  /** Whether the server found names of people in it: only then are they links. */
  hasMentions: boolean;
  /** Username of the viewer, whose name stands out. */
  viewerName: string;
}

/** What somebody wrote, with its line breaks, links and names. */
export function MessageText({ content, hasMentions, viewerName }: Props) {
  const followLink = useInternalLinks();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the links inside take keys and focus
    <div
      dir="auto"
      onClick={followLink}
      className={cx("whitespace-pre-wrap [overflow-wrap:anywhere]", isEmojiOnly(content) && "text-3xl")}
    >
      {piecesOf(content).map((piece, index) => {
        const key = `${index}`;
        if (piece.t === "link") {
          return (
            <a key={key} href={piece.text} target="_blank" rel="nofollow noopener noreferrer ugc" className="link">
              {piece.text}
            </a>
          );
        }
        if (piece.t === "mention" && hasMentions) {
          const me = piece.username === viewerName.toLowerCase();
          return (
            <Link
              key={key}
              to="/people/$username"
              params={{ username: piece.username }}
              className={cx("font-medium text-accent hover:underline", me && "rounded-sm bg-accent-soft px-0.5")}
            >
              {piece.text}
            </Link>
          );
        }
        return <Fragment key={key}>{piece.text}</Fragment>;
      })}
    </div>
  );
}
