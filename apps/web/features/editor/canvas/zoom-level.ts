export type ZoomLevel = 'near' | 'far' | 'tiny';

/** Zoom below which a card shows only its icon and a large name; below `TINY` only its icon. */
const FAR = 0.7;
const TINY = 0.14;
/** Size of a name in screen pixels; a little smaller at very small zoom. */
const NAME = 12;
const SMALLEST_NAME = 9.5;
const SMALLEST_AT = 0.2;

export const levelOf = (zoom: number): ZoomLevel => (zoom < TINY ? 'tiny' : zoom < FAR ? 'far' : 'near');

/** Size of a card's name in canvas units, so that it is readable on the screen. Changes in a few steps, not with each frame. */
export function farText(zoom: number): number {
  const within = Math.min(1, Math.max(0, (zoom - SMALLEST_AT) / (0.4 - SMALLEST_AT)));
  const onScreen = SMALLEST_NAME + (NAME - SMALLEST_NAME) * within;
  return Math.min(52, Math.round(onScreen / Math.max(zoom, 0.05)));
}

/** Canvas units per screen pixel, at least 1, in steps of an eighth. Keeps lines equally thick at any zoom. */
export const pixelsOf = (zoom: number): number => Math.max(1, Math.round((1 / Math.max(zoom, 0.05)) * 8) / 8);
