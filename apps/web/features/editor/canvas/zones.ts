/** Where a key was pressed, as far as the editor cares. */
export type Zone =
  /** A text, or anything else that takes letters. */
  | 'text'
  /** Something that lies over the editor and keeps the keyboard to itself. */
  | 'overlay'
  /** The canvas, a step on it, or nothing in particular, as after a press on empty ground. */
  | 'canvas'
  | 'outline'
  /** The settings at the right. */
  | 'panel'
  /** Buttons around the canvas: the bar, the list of steps, the tools. */
  | 'chrome'
  /** Elsewhere on the page. */
  | 'outside';

const TEXT =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"], ' +
  '[role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"], [role="slider"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const DIALOGS = '[role="dialog"], [role="alertdialog"]';
const EDITOR = '[data-editor]';

/**
 * Tells the zone of what has the keyboard. What is around the editor (the page itself, after the focused card was deleted
 * or empty ground was pressed) counts as the canvas: nobody wants anything else from a key then.
 */
export function zoneOf(target: EventTarget | null): Zone {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest(OVERLAYS)) return 'overlay';
  if (target.closest(TEXT)) return 'text';
  const zone = target.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
  if (zone === 'canvas' || zone === 'outline' || zone === 'panel') return zone;
  if (target.closest(EDITOR)) return 'chrome';
  if (!target.querySelector(EDITOR)) return 'outside';
  // With a dialog open that has not got the keyboard, keys are about the dialog.
  return document.querySelector(DIALOGS) ? 'overlay' : 'canvas';
}

/** The step or note that has the keyboard. */
export const itemOf = (target: EventTarget | null): string | undefined => {
  const item = target instanceof Element ? target.closest<HTMLElement>('[data-step], [data-note]') : null;
  return item?.dataset['step'] ?? item?.dataset['note'];
};

/** Whether Enter and the space bar belong to what has the keyboard. */
export const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('button, a, [role="radio"], [role="tab"], summary') !== null &&
  itemOf(target) === undefined;
