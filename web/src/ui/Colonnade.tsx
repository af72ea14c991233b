/** Drawing of a stoa: a covered walk, the sun beside it, people in its shade. Decoration only. */
const columns = [70, 138, 206, 274, 342, 410];
const ticks = Array.from({ length: 23 }, (_, n) => 48 + n * 17.5);

export function Colonnade({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 480 300"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={className}
    >
      <circle cx="408" cy="64" r="34" fill="var(--accent-soft)" stroke="none" />
      <path d="M18 78h444M30 66h420M46 66 74 46h332l28 20" />
      <path d="M36 78v20M444 78v20M24 98h432M36 104h408" />
      <path d={ticks.map((x) => `M${x} 83v10`).join("")} opacity="0.45" />
      {columns.map((x) => (
        <g key={x}>
          <path d={`M${x - 16} 104h32M${x - 13} 110h26M${x - 11} 117h22`} />
          <path d={`M${x - 11} 117 ${x - 13} 244M${x + 11} 117l2 127`} />
          <path d={`M${x - 4} 123 ${x - 4.6} 240M${x + 4} 123l.6 117`} opacity="0.4" />
          <path d={`M${x - 17} 244h34v7h-34z`} />
        </g>
      ))}
      <path d="M30 251h420M18 263h444M6 275h468" />
      <Person x={164} lean={-3} />
      <Person x={180} lean={3} facing="left" />
      <Person x={306} lean={2} />
      <Person x={374} lean={-2} facing="left" small />
    </svg>
  );
}

interface PersonProps {
  x: number;
  lean: number;
  facing?: "left" | "right";
  small?: boolean;
}

function Person({ x, lean, facing = "right", small = false }: PersonProps) {
  const top = small ? 205 : 190;
  const arm = facing === "right" ? 7 : -7;
  return (
    <g stroke="var(--accent)">
      <circle cx={x + lean} cy={top} r="5" fill="var(--ground)" />
      <path
        fill="var(--ground)"
        d={`M${x + lean - 4} ${top + 8}c-4 14-6 30-5 ${251 - top - 8}h12c0-14 0-32-2-${251 - top - 8}z`}
      />
      <path d={`M${x + lean} ${top + 17}l${arm} 8`} />
    </g>
  );
}
