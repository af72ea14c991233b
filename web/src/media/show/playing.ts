/** One thing plays at a time: whatever begins stops what was playing before. */
let playing: HTMLMediaElement | null = null;

/** For `onPlay`. */
export function began(element: HTMLMediaElement): void {
  if (playing !== null && playing !== element) playing.pause();
  playing = element;
}

/** For `onPause`, `onEnded`, and when an element goes. */
export function ended(element: HTMLMediaElement): void {
  if (playing === element) playing = null;
}
