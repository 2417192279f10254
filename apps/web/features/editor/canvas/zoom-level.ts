export type ZoomLevel = 'near' | 'far' | 'tiny';

/** Below this a card shows only its icon and name, large; below the other only its icon. */
const FAR = 0.7;
const TINY = 0.14;
/** Size of a name on the screen, in pixels: as in the rest of the product, and a little smaller from very far away. */
const NAME = 12;
const SMALLEST_NAME = 9.5;
const SMALLEST_AT = 0.2;

export const levelOf = (zoom: number): ZoomLevel => (zoom < TINY ? 'tiny' : zoom < FAR ? 'far' : 'near');

/** Size of a card's name on the drawing, in its pixels, so that it can be read on the screen. Changes in few steps, not with each frame. */
export function farText(zoom: number): number {
  const within = Math.min(1, Math.max(0, (zoom - SMALLEST_AT) / (0.4 - SMALLEST_AT)));
  const onScreen = SMALLEST_NAME + (NAME - SMALLEST_NAME) * within;
  return Math.min(52, Math.round(onScreen / Math.max(zoom, 0.05)));
}

/** How many pixels of the drawing make one on the screen, in steps of an eighth, for lines that stay as thick as they are. */
export const pixelsOf = (zoom: number): number => Math.max(1, Math.round((1 / Math.max(zoom, 0.05)) * 8) / 8);
