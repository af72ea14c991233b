/** How far an upload is, as a ring that closes; `word` says what is being done. */
export function ProgressRing({ progress, word, label }: { progress: number; word: string; label: string }) {
  const percent = Math.round(progress * 100);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${word}, ${percent} percent`}
      className="grid justify-items-center gap-1 text-on-night"
    >
      <svg viewBox="0 0 40 40" width={40} height={40} fill="none" strokeWidth="4" aria-hidden="true">
        <circle cx="20" cy="20" r="16" stroke="currentColor" opacity="0.3" />
        <circle
          cx="20"
          cy="20"
          r="16"
          stroke="currentColor"
          strokeLinecap="round"
          pathLength="100"
          // A little is there from the start: it has begun.
          strokeDasharray={`${Math.max(3, percent)} 100`}
          transform="rotate(-90 20 20)"
        />
      </svg>
      <span className="text-xs font-medium" aria-hidden="true">
        {word}
      </span>
    </span>
  );
}
