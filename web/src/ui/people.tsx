/** How people are shown inside other things: picture or initials, name, badge. */
import { useState } from "react";
import type { UserCard } from "../../../contract/users.ts";
import { cx } from "../lib/cx.ts";
import { Icon } from "./Icon.tsx";

const avatarSizes = {
  24: "size-6 text-[0.625rem]",
  32: "size-8 text-xs",
  40: "size-10 text-sm",
  48: "size-12 text-base",
  64: "size-16 text-xl",
  112: "size-28 text-3xl",
};

interface AvatarProps {
  person: Pick<UserCard, "id" | "displayName" | "avatarUrl">;
  size?: keyof typeof avatarSizes;
  className?: string;
}

/** Decoration beside a name; a link around it needs a label of its own. Initials stand until the picture is there, and instead of it. */
export function Avatar({ person, size = 40, className }: AvatarProps) {
  const { avatarUrl } = person;
  const [came, setCame] = useState<{ url: string; failed: boolean } | null>(null);
  const isHere = came?.url === avatarUrl && !came.failed;
  const shape = cx(
    "relative inline-grid shrink-0 place-items-center overflow-hidden rounded-full",
    avatarSizes[size],
    className,
  );
  return (
    // The letters are written by the style sheet: as text they would count as the name of a link around them.
    <span
      aria-hidden="true"
      data-initials={isHere ? undefined : initials(person.displayName)}
      className={cx(
        shape,
        isHere ? "bg-sunken" : cx("initials hue font-semibold select-none", `hue-${hueOf(person.id)}`),
      )}
    >
      {avatarUrl !== null && !(came?.url === avatarUrl && came.failed) && (
        <img
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          src={avatarUrl}
          onLoad={() => setCame({ url: avatarUrl, failed: false })}
          onError={() => setCame({ url: avatarUrl, failed: true })}
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}

/** First letters of the first and last word; one where there is only one word. Combining marks stay with their letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => firstGrapheme(word ?? ""))
    .join("")
    .toLocaleUpperCase();
}

function firstGrapheme(word: string): string {
  return /^\P{M}\p{M}*/u.exec(word)?.[0] ?? "";
}

/** One of twelve hues, always the same for an id. */
export function hueOf(id: string): number {
  let sum = 7;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 12;
}

interface UserNameProps {
  person: Pick<UserCard, "displayName" | "username" | "verified">;
  /** Name above `@username` instead of both in one line. */
  stacked?: boolean;
  className?: string;
}

export function UserName({ person, stacked = false, className }: UserNameProps) {
  return (
    <span className={cx("flex min-w-0", stacked ? "flex-col leading-tight" : "items-baseline gap-1.5", className)}>
      <span className="flex min-w-0 items-center gap-1 font-semibold">
        <bdi className="truncate">{person.displayName}</bdi>
        {person.verified && <VerifiedBadge />}
      </span>
      {/* The username gives way first, and so much more readily that the name loses no part of a pixel, which would cut a letter off. */}
      <span className={cx("truncate text-muted", stacked ? "text-sm" : "shrink-999999")}>@{person.username}</span>
    </span>
  );
}

export function VerifiedBadge() {
  return (
    <span className="inline-flex text-accent" title="Verified">
      <Icon name="verified" size={16} />
      <span className="sr-only">Verified</span>
    </span>
  );
}
