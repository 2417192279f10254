import { pictureOf } from '../layout/picture.ts';
import { orderFor } from '../store/derived.ts';
import type { Editor } from '../store/editor.ts';
import { edgeAt } from '../store/wiring.ts';
import { pasteEverywhere } from './paste-copied.ts';
import { alongReading, neighbour, type Direction } from './navigation.ts';
import type { Intent } from './shortcuts.ts';
import { isPressable, itemOf, type Zone } from './zones.ts';
import type { View } from './use-view.ts';

/** Selects the focused item if nothing is selected. */
export function chooseFocused(editor: Editor, target: EventTarget | null): void {
  const focused = itemOf(target);
  if (focused && editor.store.getState().selection.length === 0) editor.choose.select([focused]);
}

/** Runs a keyboard intent. @returns false if the editor does not handle the key, so that the browser may */
export function act(
  editor: Editor,
  view: View,
  intent: Intent,
  zone: Zone,
  target: EventTarget | null,
): boolean {
  const { choose, edit, store } = editor;
  const { document: flow, selection, way, panel } = store.getState();
  const focused = itemOf(target);
  const at = focused ?? selection.at(-1);
  const step = at && flow.nodes[at] ? at : undefined;
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
    case 'find':
      choose.overlay({ is: intent });
      return true;
    case 'zoom-in':
      view.zoomIn();
      return true;
    case 'zoom-out':
      view.zoomOut();
      return true;
    case 'fit':
      view.fit();
      return true;
    case 'full-size':
      view.fullSize();
      return true;
    case 'select-all':
      choose.selectAll();
      return true;
    case 'duplicate':
      chooseFocused(editor, target);
      edit.duplicate();
      return true;
    case 'paste-on-each':
      chooseFocused(editor, target);
      if (edit.openWays().length === 0) return false;
      void pasteEverywhere(editor);
      return true;
    case 'lay-out':
      edit.layOut();
      return true;
    case 'note':
      edit.addNote(view.spotForNote(at));
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
      choose.overlay({ is: 'add', place: step && !way ? placeAfter(editor, step) : edit.placeForNew() });
      return true;
    case 'connect':
      if (step) choose.overlay({ is: 'connect', from: step });
      return true;
    case 'menu':
      openMenu(editor, view, target);
      return true;
    case 'leave':
      if (panel) choose.closePanel();
      else choose.select([]);
      return true;
    default:
      break;
  }
  if (zone === 'outline') return false;
  switch (intent) {
    case 'open':
      if (isPressable(target)) return false;
      if (step) choose.open(step, '');
      else if (at) choose.write(at);
      return at !== undefined;
    case 'next':
    case 'previous': {
      if (!focused) return false;
      const order = [...orderFor(flow, editor.kinds), ...Object.keys(flow.notes)];
      const next = alongReading(order, focused, intent === 'next' ? 1 : -1);
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

/** Opens the menu by keyboard: for the selected way, the selected or focused items, or the canvas. */
function openMenu(editor: Editor, view: View, target: EventTarget | null): void {
  const { document: flow, way } = editor.store.getState();
  const edge = way ? flow.edges[way] : undefined;
  if (edge) {
    const place = { from: edge.from, port: edge.port };
    editor.choose.overlay({
      is: 'menu',
      at: view.pointOf(null, way),
      on: { what: 'way', place, edge: edge.id },
    });
    return;
  }
  chooseFocused(editor, target);
  const chosen = editor.store.getState().selection.at(-1) ?? null;
  const at = view.pointOf(chosen, null);
  editor.choose.overlay({
    is: 'menu',
    at,
    on: chosen ? { what: 'chosen' } : { what: 'ground', spot: view.spotAt(at) },
  });
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
  for (const note of Object.values(flow.notes)) spots.set(note.id, note.position);
  const next = neighbour(flow, editor.kinds, spots, at, direction);
  if (next) editor.choose.select([next], true);
  return true;
}

/** The way that a canvas edge represents. */
export function wayOfEdge(
  editor: Editor,
  id: string,
): { readonly from: string; readonly port: string; readonly edge: string | null } | null {
  const { document: flow } = editor.store.getState();
  const edge = flow.edges[id];
  if (edge) return { from: edge.from, port: edge.port, edge: edge.id };
  const [from = '', port = ''] = id.replace(/^open:/, '').split('::');
  return id.startsWith('open:') && flow.nodes[from]
    ? { from, port, edge: edgeAt(flow, from, port)?.id ?? null }
    : null;
}
