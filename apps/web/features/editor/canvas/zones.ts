/** The part of the page where a key was pressed. */
export type Zone =
  /** A text field, or anything else that takes letters. */
  | 'text'
  /** A dialog, menu or list over the editor, which handles its own keys. */
  | 'overlay'
  /** The canvas, a step, or nothing, as after a press on the background. */
  | 'canvas'
  | 'outline'
  /** The panel on the right. */
  | 'panel'
  /** Buttons around the canvas: the bar, the list of steps, the tools. */
  | 'chrome'
  /** The rest of the page. */
  | 'outside';

const TEXT =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable="true"], ' +
  '[role="textbox"], [role="searchbox"], [role="combobox"], [role="spinbutton"], [role="slider"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const DIALOGS = '[role="dialog"], [role="alertdialog"]';
const EDITOR = '[data-editor]';

/**
 * The zone of the focused element. The page itself has the focus after the focused card was deleted or the background was
 * pressed; it counts as the canvas.
 */
export function zoneOf(target: EventTarget | null): Zone {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest(OVERLAYS)) return 'overlay';
  if (target.closest(TEXT)) return 'text';
  const zone = target.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
  if (zone === 'canvas' || zone === 'outline' || zone === 'panel') return zone;
  if (target.closest(EDITOR)) return 'chrome';
  if (!target.querySelector(EDITOR)) return 'outside';
  // With an open dialog that is not focused, keys are for the dialog.
  return document.querySelector(DIALOGS) ? 'overlay' : 'canvas';
}

/** Id of the focused step or note. */
export const itemOf = (target: EventTarget | null): string | undefined => {
  const item = target instanceof Element ? target.closest<HTMLElement>('[data-step], [data-note]') : null;
  return item?.dataset['step'] ?? item?.dataset['note'];
};

/** Whether Enter and the space bar belong to the focused element. */
export const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('button, a, [role="radio"], [role="tab"], summary') !== null &&
  itemOf(target) === undefined;
