'use client';
import { several } from '@millrace/base/words';
import { PointMenu, type MenuEntry } from '@millrace/ui';
import type { Editor } from '../store/editor.ts';
import { canEdit, type MenuTarget } from '../store/editor-state.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { portsOf } from '../store/wiring.ts';
import { titleOf } from '../store/words.ts';
import { clippingWords } from './clipboard.ts';
import { pasteEverywhere, pasteFrom } from './paste-copied.ts';
import { useView, type View } from './use-view.ts';

type Entries = readonly (MenuEntry | null)[];

/** The context menu: for the selection, for a way, or for the canvas. */
export function CanvasMenu({ at, on }: { at: { readonly x: number; readonly y: number }; on: MenuTarget }) {
  const editor = useEditor();
  const view = useView();
  const mayEdit = useEditorState(canEdit);
  const close = () => {
    if (editor.store.getState().overlay?.is === 'menu') editor.choose.overlay(null);
  };
  const entries = entriesOf(editor, view, on, mayEdit).map(
    (entry) => entry && { ...entry, onSelect: closing(close, entry.onSelect) },
  );
  return <PointMenu at={at} label={labelOf(editor, on)} entries={entries} onClose={close} />;
}

/** Closes the menu before its action, which may open something else. */
const closing = (close: () => void, act: () => void) => () => {
  close();
  act();
};

function labelOf(editor: Editor, on: MenuTarget): string {
  const { document: flow, selection } = editor.store.getState();
  if (on.what === 'ground') return 'Canvas';
  if (on.what === 'way') return `Branch of ${titleOf(flow.nodes[on.place.from], editor.kinds)}`;
  const only = selection.length === 1 ? flow.nodes[selection[0] ?? ''] : undefined;
  return only ? titleOf(only, editor.kinds) : 'Selection';
}

function entriesOf(editor: Editor, view: View, on: MenuTarget, mayEdit: boolean): Entries {
  if (on.what === 'way')
    return mayEdit ? ofWay(editor, on) : ofGround(editor, view, view.spotAt({ x: 0, y: 0 }), false);
  return on.what === 'ground' ? ofGround(editor, view, on.spot, mayEdit) : ofChosen(editor, view, mayEdit);
}

function ofChosen(editor: Editor, view: View, mayEdit: boolean): Entries {
  const { choose, edit, kinds } = editor;
  const { document: flow, selection } = editor.store.getState();
  const nodes = selection.flatMap((id) => flow.nodes[id] ?? []);
  const notes = selection.flatMap((id) => flow.notes[id] ?? []);
  const only = selection.length === 1 ? nodes[0] : undefined;
  const note = selection.length === 1 ? notes[0] : undefined;
  const words = only || note ? '' : ` ${clippingWords({ nodes, notes })}`;
  const open: MenuEntry | null = only
    ? {
        label: mayEdit ? 'Settings' : 'Show settings',
        icon: 'settings',
        keys: ['Enter'],
        onSelect: () => choose.open(only.id, ''),
      }
    : note && mayEdit
      ? { label: 'Write', icon: 'pencil', keys: ['Enter'], onSelect: () => choose.write(note.id) }
      : null;
  const copy: MenuEntry = {
    label: `Copy${words}`,
    icon: 'copy',
    keys: ['Ctrl', 'C'],
    onSelect: () => put(edit.copy()),
  };
  if (!mayEdit) return [...(open ? [open] : []), copy, null, ...looking(editor, view)];
  const begins =
    nodes.length > 0 && notes.length === 0 && nodes.every((node) => kinds[node.kind]?.family === 'trigger');
  const leads = only ? portsOf(flow, kinds, only.id).length > 0 : false;
  return [
    ...(open ? [open] : []),
    ...(only && leads
      ? [
          {
            label: 'Add a step after it',
            icon: 'plus',
            keys: ['A'],
            onSelect: () => choose.overlay({ is: 'add', place: edit.placeForNew() }),
          },
          {
            label: 'Connect',
            icon: 'link',
            keys: ['C'],
            onSelect: () => choose.overlay({ is: 'connect', from: only.id }),
          },
        ]
      : []),
    ...(only
      ? [
          {
            label: 'Add a note beside it',
            icon: 'note',
            keys: ['N'],
            onSelect: () => void edit.addNote(view.spotForNote(only.id)),
          },
        ]
      : []),
    null,
    copy,
    {
      label: `Cut${words}`,
      icon: 'cut',
      keys: ['Ctrl', 'X'],
      onSelect: () => {
        put(edit.copy());
        edit.remove(selection);
      },
    },
    {
      label: `Duplicate${words}`,
      icon: 'copy',
      keys: ['Ctrl', 'D'],
      ...(begins ? { disabled: true, help: 'A flow has one trigger.' } : {}),
      onSelect: () => void edit.duplicate(),
    },
    ...(only && leads
      ? [paste('Paste after it', () => void pasteFrom(editor, {})), ...pasteOnEach(editor)]
      : []),
    null,
    {
      label: `Delete${words}`,
      icon: 'trash',
      keys: ['Del'],
      danger: true,
      onSelect: () => edit.remove(selection),
    },
  ];
}

function ofWay(editor: Editor, { place, edge }: Extract<MenuTarget, { what: 'way' }>): Entries {
  const { choose, edit } = editor;
  return [
    {
      label: 'Put a step here',
      icon: 'plus',
      keys: ['A'],
      onSelect: () => choose.overlay({ is: 'add', place }),
    },
    paste('Paste here', () => void pasteFrom(editor, { after: place })),
    null,
    {
      label: 'Connect to another step',
      icon: 'link',
      onSelect: () => choose.overlay({ is: 'connect', from: place.from, port: place.port }),
    },
    ...(edge
      ? [
          {
            label: 'Disconnect',
            icon: 'x',
            keys: ['Del'],
            danger: true,
            onSelect: () => edit.disconnect([edge]),
          },
        ]
      : []),
  ];
}

function ofGround(
  editor: Editor,
  view: View,
  spot: { readonly x: number; readonly y: number },
  mayEdit: boolean,
): Entries {
  const { choose, edit } = editor;
  const changing: Entries = mayEdit
    ? [
        {
          label: 'Add a step here',
          icon: 'plus',
          onSelect: () => choose.overlay({ is: 'add', place: null, at: spot }),
        },
        { label: 'Note', icon: 'note', keys: ['N'], onSelect: () => void edit.addNote(spot) },
        paste('Paste here', () => void pasteFrom(editor, { at: spot })),
        null,
      ]
    : [];
  return [
    ...changing,
    { label: 'Select all', icon: 'check', keys: ['Ctrl', 'A'], onSelect: () => choose.selectAll() },
    ...(mayEdit ? [{ label: 'Lay out', icon: 'layout', keys: ['L'], onSelect: () => edit.layOut() }] : []),
    null,
    ...looking(editor, view),
  ];
}

function looking(editor: Editor, view: View): Entries {
  return [
    {
      label: 'Find a step',
      icon: 'search',
      keys: ['Ctrl', 'F'],
      onSelect: () => editor.choose.overlay({ is: 'find' }),
    },
    { label: 'Show the whole flow', icon: 'fit', keys: ['F'], onSelect: view.fit },
    { label: 'Full size', icon: 'zoom-in', keys: ['1'], onSelect: view.fullSize },
    { label: 'Keys', icon: 'keyboard', keys: ['?'], onSelect: () => editor.choose.overlay({ is: 'help' }) },
  ];
}

/** For a step with several open branches: pastes the same steps on each. */
function pasteOnEach(editor: Editor): Entries {
  const ways = editor.edit.openWays().length;
  if (ways < 2) return [];
  const entry = paste(`Paste on each of ${several(ways, 'open branch')}`, () => void pasteEverywhere(editor));
  return [{ ...entry, keys: ['Ctrl', 'Shift', 'V'] }];
}

const paste = (label: string, onSelect: () => void): MenuEntry => ({
  label,
  icon: 'paste',
  keys: ['Ctrl', 'V'],
  onSelect,
});

/** Writes to the browser's clipboard too, where it is allowed. */
function put(text: string | null): void {
  if (text) void navigator.clipboard?.writeText(text).catch(() => undefined);
}
