/** The intent of a key. One list serves both the help and the key handler, so that they always agree. */
export type Intent =
  | 'undo'
  | 'redo'
  | 'select-all'
  | 'duplicate'
  | 'paste-on-each'
  | 'save'
  | 'delete'
  | 'open'
  | 'add'
  | 'connect'
  | 'lay-out'
  | 'help'
  | 'fit'
  | 'full-size'
  | 'zoom-in'
  | 'zoom-out'
  | 'find'
  | 'note'
  | 'menu'
  | 'outline'
  | 'versions'
  | 'leave'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous';

export interface Key {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

interface Shortcut {
  readonly intent: Intent;
  readonly words: string;
  readonly keys: readonly string[];
  readonly group: 'Move' | 'Change' | 'View' | 'Whole flow';
  readonly is: (key: Key) => boolean;
}

const plain =
  (name: string) =>
  ({ key, control, alt }: Key) =>
    !control && !alt && key.toLowerCase() === name;
const control =
  (name: string, shift = false) =>
  (key: Key) =>
    key.control && !key.alt && key.shift === shift && key.key.toLowerCase() === name;

export const SHORTCUTS: readonly Shortcut[] = [
  { intent: 'up', words: 'To the previous step', keys: ['↑'], group: 'Move', is: plain('arrowup') },
  { intent: 'down', words: 'To the next step', keys: ['↓'], group: 'Move', is: plain('arrowdown') },
  { intent: 'left', words: 'To the branch on the left', keys: ['←'], group: 'Move', is: plain('arrowleft') },
  {
    intent: 'right',
    words: 'To the branch on the right',
    keys: ['→'],
    group: 'Move',
    is: plain('arrowright'),
  },
  {
    intent: 'next',
    words: 'Next step in reading order',
    keys: ['Tab'],
    group: 'Move',
    is: (key) => plain('tab')(key) && !key.shift,
  },
  {
    intent: 'previous',
    words: 'Previous step in reading order',
    keys: ['Shift', 'Tab'],
    group: 'Move',
    is: (key) => plain('tab')(key) && key.shift,
  },
  {
    intent: 'open',
    words: 'Open the settings of the step',
    keys: ['Enter'],
    group: 'Move',
    is: plain('enter'),
  },
  {
    intent: 'leave',
    words: 'Leave the settings, clear the selection',
    keys: ['Esc'],
    group: 'Move',
    is: plain('escape'),
  },
  {
    intent: 'add',
    words: 'Add a step after this one',
    keys: ['A'],
    group: 'Change',
    is: (key) => plain('a')(key) && !key.shift,
  },
  {
    intent: 'connect',
    words: 'Connect a branch to another step',
    keys: ['C'],
    group: 'Change',
    is: (key) => plain('c')(key) && !key.shift,
  },
  {
    intent: 'note',
    words: 'Add a note here',
    keys: ['N'],
    group: 'Change',
    is: (key) => plain('n')(key) && !key.shift,
  },
  {
    intent: 'delete',
    words: 'Delete',
    keys: ['Del'],
    group: 'Change',
    is: (key) => plain('delete')(key) || plain('backspace')(key),
  },
  { intent: 'duplicate', words: 'Duplicate', keys: ['Ctrl', 'D'], group: 'Change', is: control('d') },
  {
    intent: 'paste-on-each',
    words: 'Paste on each open branch of the step',
    keys: ['Ctrl', 'Shift', 'V'],
    group: 'Change',
    is: control('v', true),
  },
  { intent: 'undo', words: 'Undo', keys: ['Ctrl', 'Z'], group: 'Change', is: control('z') },
  {
    intent: 'redo',
    words: 'Redo',
    keys: ['Ctrl', 'Shift', 'Z'],
    group: 'Change',
    is: (key) => control('z', true)(key) || control('y')(key),
  },
  {
    intent: 'menu',
    words: 'Menu of the selection',
    keys: ['Shift', 'F10'],
    group: 'Change',
    is: (key) => plain('contextmenu')(key) || (plain('f10')(key) && key.shift),
  },
  { intent: 'find', words: 'Find a step', keys: ['Ctrl', 'F'], group: 'Whole flow', is: control('f') },
  {
    intent: 'select-all',
    words: 'Select all steps',
    keys: ['Ctrl', 'A'],
    group: 'Whole flow',
    is: control('a'),
  },
  { intent: 'save', words: 'Save now', keys: ['Ctrl', 'S'], group: 'Whole flow', is: control('s') },
  {
    intent: 'lay-out',
    words: 'Lay out',
    keys: ['L'],
    group: 'Whole flow',
    is: (key) => plain('l')(key) && !key.shift,
  },
  {
    intent: 'zoom-in',
    words: 'Zoom in',
    keys: ['+'],
    group: 'View',
    is: (key) => plain('+')(key) || plain('=')(key),
  },
  {
    intent: 'zoom-out',
    words: 'Zoom out',
    keys: ['-'],
    group: 'View',
    is: (key) => plain('-')(key) || plain('_')(key),
  },
  {
    intent: 'fit',
    words: 'Show the whole flow',
    keys: ['F or 0'],
    group: 'View',
    is: (key) => plain('0')(key) || (plain('f')(key) && !key.shift),
  },
  { intent: 'full-size', words: 'Full size, 100%', keys: ['1'], group: 'View', is: plain('1') },
  {
    intent: 'outline',
    words: 'Show the outline',
    keys: ['O'],
    group: 'Whole flow',
    is: (key) => plain('o')(key) && !key.shift,
  },
  {
    intent: 'versions',
    words: 'Earlier versions',
    keys: ['V'],
    group: 'Whole flow',
    is: (key) => plain('v')(key) && !key.shift,
  },
  { intent: 'help', words: 'Show these keys', keys: ['?'], group: 'Whole flow', is: plain('?') },
];

/** Browser and mouse events that are not handled as keys but listed in the help. */
export const OTHER_KEYS = [
  { words: 'Copy, cut, paste', keys: ['Ctrl', 'C / X / V'], group: 'Change' },
  { words: 'Add to the selection', keys: ['Shift', 'Click'], group: 'Change' },
  { words: 'Select all in a box', keys: ['Shift', 'Drag'], group: 'Change' },
  { words: 'Move the view, over steps too', keys: ['Space', 'Drag'], group: 'View' },
] as const;

export function intentOf(key: Key): Intent | null {
  return SHORTCUTS.find((shortcut) => shortcut.is(key))?.intent ?? null;
}

/** Intents that work everywhere except in text fields. */
export const ANYWHERE: ReadonlySet<Intent> = new Set<Intent>(['undo', 'redo', 'save', 'help', 'find']);

/** Intents that work in text fields too. */
export const IN_TEXT: ReadonlySet<Intent> = new Set<Intent>(['save', 'find']);

/** Intents whose keys belong to a button while it is focused. */
export const FOR_BUTTONS: ReadonlySet<Intent> = new Set<Intent>([
  'open',
  'up',
  'down',
  'left',
  'right',
  'next',
  'previous',
]);
