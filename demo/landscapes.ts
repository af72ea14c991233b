/** Pictures of people of the demo community, drawn by code: sky, sun and hills, different for each name. Pure. */
import { Dice } from "../scripts/import/random.ts";

/** An SVG picture of this size in pixels; the same for the same seed. */
export function landscape(seed: string, width: number, height: number): string {
  const dice = new Dice(seed);
  const hue = dice.between(0, 359);
  const colour = (turn: number, lightness: number) => `hsl(${(hue + turn) % 360} 55% ${lightness}%)`;
  const sun = { x: dice.between(20, 80) * (width / 100), y: dice.between(22, 42) * (height / 100), r: height * 0.13 };
  const hills = [52, 66, 80].map((top, index) => {
    const path = hill(dice, width, height, top / 100);
    return `<path fill="${colour(index * 24, 62 - index * 16)}" d="${path}"/>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colour(200, 86)}"/>`,
    `<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${colour(170, 70)}"/>`,
    ...hills,
    "</svg>",
  ].join("\n");
}

/** A line of hills whose tops stand about `top` (0 is above, 1 below), down to the lower edge. */
function hill(dice: Dice, width: number, height: number, top: number): string {
  const y = () => Math.round(height * (top + (dice.next() - 0.5) * 0.22));
  const third = width / 3;
  return `M0 ${y()}C${third} ${y()} ${2 * third} ${y()} ${width} ${y()}V${height}H0Z`;
}
