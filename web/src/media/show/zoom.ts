/** Looking closer at a picture. Pure; points and distances are CSS pixels from the middle of the stage. */

export interface Point {
  x: number;
  y: number;
}

/** `scale` 1: the whole picture. `x` and `y` move its middle away from the middle of the stage. */
export interface View extends Point {
  scale: number;
}

/** The stage, and the picture on it at scale 1. */
export interface Frame {
  stage: { width: number; height: number };
  picture: { width: number; height: number };
}

export const whole: View = { scale: 1, x: 0, y: 0 };
export const maxScale = 8;
/** One press of a button or key. */
export const zoomStep = 1.5;
/** A double click goes here and back. */
export const closer = 2.5;

/** The largest size at which a picture of these proportions lies within the stage. */
export function fitted(stage: Frame["stage"], width: number, height: number): Frame["picture"] {
  const scale = Math.min(stage.width / width, stage.height / height);
  return { width: width * scale, height: height * scale };
}

/** Zooms so that what lies under `at` stays there. */
export function zoomed(view: View, scale: number, at: Point, frame: Frame): View {
  const next = Math.min(maxScale, Math.max(1, scale));
  const ratio = next / view.scale;
  return within({ scale: next, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, frame);
}

export function moved(view: View, by: Point, frame: Frame): View {
  return within({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);
}

/** No edge of the picture comes further in than the edge of the stage; what is smaller than the stage stays in the middle. */
function within(view: View, { stage, picture }: Frame): View {
  const room = {
    x: Math.max(0, (picture.width * view.scale - stage.width) / 2),
    y: Math.max(0, (picture.height * view.scale - stage.height) / 2),
  };
  return { scale: view.scale, x: clamp(view.x, room.x), y: clamp(view.y, room.y) };
}

function clamp(value: number, room: number): number {
  // Adding 0 makes 0 of -0.
  return Math.min(room, Math.max(-room, value)) + 0;
}

export type Turn = "next" | "previous" | "close" | null;

/** Pixels that a finger has to move for it to mean something. */
const swipeAcross = 56;
const swipeDown = 96;

/** What a swipe over a whole picture asks for. */
export function turnOf({ x, y }: Point, rightToLeft: boolean): Turn {
  if (Math.abs(x) > swipeAcross && Math.abs(x) > Math.abs(y) * 1.5) return x < 0 !== rightToLeft ? "next" : "previous";
  if (Math.abs(y) > swipeDown && Math.abs(y) > Math.abs(x) * 1.5) return "close";
  return null;
}
