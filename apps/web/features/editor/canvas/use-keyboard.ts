'use client';
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { pictureOf } from '../layout/picture.ts';
import { orderFor } from '../store/derived.ts';
import type { Editor } from '../store/editor.ts';
import { useEditor } from '../store/hooks.ts';
import { alongReading, neighbour, type Direction } from './navigation.ts';
import { ANYWHERE, intentOf, type Intent } from './shortcuts.ts';

const TEXT = 'input, textarea, select, [contenteditable="true"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

type Zone = 'text' | 'overlay' | 'canvas' | 'outline' | 'elsewhere';

/** Where the key was pressed: in a text, over the canvas, in the outline, or elsewhere in the editor. */
function zoneOf(target: EventTarget | null): Zone {
  if (!(target instanceof Element)) return 'canvas';
  if (target.closest(OVERLAYS)) return 'overlay';
  if (target.closest(TEXT)) return 'text';
  if (target === document.body || target.closest('[data-zone="canvas"]')) return 'canvas';
  return target.closest('[data-zone="outline"]') ? 'outline' : 'elsewhere';
}

/** Every key of the editor, in one place. */
export function useKeyboard(): void {
  const editor = useEditor();
  const flow = useReactFlow();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const intent = intentOf({ key: event.key, control: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey });
      const zone = zoneOf(event.target);
      if (!intent || zone === 'overlay') return;
      if (zone === 'text' ? intent !== 'save' : zone === 'elsewhere' && !ANYWHERE.has(intent)) return;
      const done = intent === 'fit' ? void flow.fitView({ maxZoom: 1, padding: 0.08 }) : act(editor, intent, zone, event.target);
      if (done !== false) event.preventDefault();
    };
    // Before the field itself: a closed list of choices would keep Escape to itself and clear what was chosen.
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !(event.target instanceof Element) || !editor.store.getState().panel) return;
      if (
        event.target.closest(OVERLAYS) ||
        event.target.getAttribute('aria-expanded') === 'true' ||
        !event.target.closest('[data-zone="panel"]')
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      editor.choose.closePanel();
    };
    const copy = (event: ClipboardEvent) => {
      const zone = zoneOf(event.target);
      if ((zone !== 'canvas' && zone !== 'outline') || !window.getSelection()?.isCollapsed) return;
      chooseFocused(editor, event.target);
      const text = editor.edit.copy();
      if (!text) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') editor.edit.remove(editor.store.getState().selection);
    };
    const paste = (event: ClipboardEvent) => {
      const zone = zoneOf(event.target);
      if (zone !== 'canvas' && zone !== 'outline') return;
      if (editor.edit.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    window.addEventListener('keydown', leave, true);
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keydown', leave, true);
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [editor, flow]);
}

const stepOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-step]')?.dataset['step'] : undefined;

/** With nothing chosen, what has the keyboard is meant. */
function chooseFocused(editor: Editor, target: EventTarget | null): void {
  const focused = stepOf(target);
  if (focused && editor.store.getState().selection.length === 0) editor.choose.select([focused]);
}

/** Does what was asked. False: not for us, the browser may go on with the key. */
function act(editor: Editor, intent: Intent, zone: Zone, target: EventTarget | null): boolean {
  const { choose, edit, store, kinds } = editor;
  const { document: flow, selection, way, panel } = store.getState();
  const focused = stepOf(target);
  const at = focused ?? selection.at(-1);
  const pressed = target instanceof Element && target.closest('button, a') !== null && focused === undefined;
  switch (intent) {
    case 'undo':
      edit.undo();
      return true;
    case 'redo':
      edit.redo();
      return true;
    case 'save':
      void editor.autosave.flush();
      return true;
    case 'help':
      choose.overlay({ is: 'help' });
      return true;
    case 'select-all':
      choose.selectAll();
      return true;
    case 'duplicate':
      chooseFocused(editor, target);
      edit.duplicate();
      return true;
    case 'lay-out':
      edit.layOut();
      return true;
    case 'outline':
      choose.side(store.getState().side === 'outline' ? 'palette' : 'outline');
      return true;
    case 'versions':
      if (!editor.actions.listVersions) return false;
      choose.show('versions');
      return true;
    case 'delete':
      if (way) edit.disconnect([way]);
      else edit.remove(selection.length > 0 ? selection : at ? [at] : []);
      return true;
    case 'add':
      choose.overlay({ is: 'add', place: at && !way ? placeAfter(editor, at) : edit.placeForNew() });
      return true;
    case 'connect':
      if (at) choose.overlay({ is: 'connect', from: at });
      return true;
    case 'leave':
      if (panel) choose.closePanel();
      else choose.select([]);
      return true;
    default:
      break;
  }
  if (zone === 'outline' || pressed) return false;
  switch (intent) {
    case 'open':
      if (at) choose.open(at);
      return at !== undefined;
    case 'next':
    case 'previous': {
      if (!focused) return false;
      const next = alongReading(orderFor(flow, kinds), focused, intent === 'next' ? 1 : -1);
      if (next) choose.select([next], true);
      return next !== undefined;
    }
    case 'up':
    case 'down':
    case 'left':
    case 'right':
      return move(editor, at, intent);
    default:
      return false;
  }
}

function placeAfter(editor: Editor, node: string) {
  editor.choose.select([node]);
  return editor.edit.placeForNew();
}

function move(editor: Editor, at: string | undefined, direction: Direction): boolean {
  const { document: flow } = editor.store.getState();
  const first = orderFor(flow, editor.kinds)[0];
  if (!at) {
    if (first) editor.choose.select([first], true);
    return true;
  }
  const { cards } = pictureOf(flow, editor.kinds, { problem: () => null, counted: false });
  const spots = new Map([...cards].map(([id, card]) => [id, { x: card.x, y: card.y }]));
  const next = neighbour(flow, editor.kinds, spots, at, direction);
  if (next) editor.choose.select([next], true);
  return true;
}
