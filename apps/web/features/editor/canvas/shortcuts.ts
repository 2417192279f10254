/** What a key asks for, wherever it was pressed. Pure, so that the list in the help and the keys cannot drift apart. */
export type Intent =
  | 'undo'
  | 'redo'
  | 'select-all'
  | 'duplicate'
  | 'save'
  | 'delete'
  | 'open'
  | 'add'
  | 'connect'
  | 'lay-out'
  | 'help'
  | 'fit'
  | 'outline'
  | 'versions'
  | 'leave'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'rename';

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
  readonly group: 'Move' | 'Change' | 'Whole flow';
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
  { intent: 'up', words: 'To the step before', keys: ['↑'], group: 'Move', is: plain('arrowup') },
  { intent: 'down', words: 'To the step after', keys: ['↓'], group: 'Move', is: plain('arrowdown') },
  { intent: 'left', words: 'To the branch on the left', keys: ['←'], group: 'Move', is: plain('arrowleft') },
  { intent: 'right', words: 'To the branch on the right', keys: ['→'], group: 'Move', is: plain('arrowright') },
  { intent: 'next', words: 'Next step in reading order', keys: ['Tab'], group: 'Move', is: (key) => plain('tab')(key) && !key.shift },
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
    is: (key) => plain('enter')(key) || plain(' ')(key),
  },
  { intent: 'leave', words: 'Close the panel, let go of the selection', keys: ['Esc'], group: 'Move', is: plain('escape') },
  { intent: 'add', words: 'Add a step after this one', keys: ['A'], group: 'Change', is: (key) => plain('a')(key) && !key.shift },
  {
    intent: 'connect',
    words: 'Connect a way out to another step',
    keys: ['C'],
    group: 'Change',
    is: (key) => plain('c')(key) && !key.shift,
  },
  { intent: 'delete', words: 'Delete', keys: ['Del'], group: 'Change', is: (key) => plain('delete')(key) || plain('backspace')(key) },
  { intent: 'duplicate', words: 'Duplicate', keys: ['Ctrl', 'D'], group: 'Change', is: control('d') },
  { intent: 'undo', words: 'Undo', keys: ['Ctrl', 'Z'], group: 'Change', is: control('z') },
  {
    intent: 'redo',
    words: 'Redo',
    keys: ['Ctrl', 'Shift', 'Z'],
    group: 'Change',
    is: (key) => control('z', true)(key) || control('y')(key),
  },
  { intent: 'select-all', words: 'Select all steps', keys: ['Ctrl', 'A'], group: 'Whole flow', is: control('a') },
  { intent: 'save', words: 'Save now', keys: ['Ctrl', 'S'], group: 'Whole flow', is: control('s') },
  { intent: 'lay-out', words: 'Lay out', keys: ['L'], group: 'Whole flow', is: (key) => plain('l')(key) && !key.shift },
  { intent: 'fit', words: 'Show the whole flow', keys: ['F'], group: 'Whole flow', is: (key) => plain('f')(key) && !key.shift },
  {
    intent: 'outline',
    words: 'Outline instead of the list of steps',
    keys: ['O'],
    group: 'Whole flow',
    is: (key) => plain('o')(key) && !key.shift,
  },
  { intent: 'versions', words: 'Earlier versions', keys: ['V'], group: 'Whole flow', is: (key) => plain('v')(key) && !key.shift },
  { intent: 'help', words: 'These keys', keys: ['?'], group: 'Whole flow', is: plain('?') },
];

/** Copy, cut and paste come as events of the browser, not as keys; the help names them all the same. */
export const CLIPBOARD_KEYS = [{ words: 'Copy, cut, paste', keys: ['Ctrl', 'C / X / V'], group: 'Change' }] as const;

export function intentOf(key: Key): Intent | null {
  return SHORTCUTS.find((shortcut) => shortcut.is(key))?.intent ?? null;
}

/** Intents that work anywhere in the editor but in a text field; the others need the canvas or the outline. */
export const ANYWHERE: ReadonlySet<Intent> = new Set<Intent>(['undo', 'redo', 'save', 'help']);
