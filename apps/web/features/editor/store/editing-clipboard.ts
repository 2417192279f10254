import { several } from '@millrace/base/words';
import {
  clip,
  clippingWords,
  paste,
  pasteOnEach,
  readClipping,
  type Clipping,
  type Landing,
  type Pasting,
} from '../canvas/clipboard.ts';
import type { Command, Place } from '../history/commands.ts';
import { partingsOf } from '../history/removal.ts';
import { pictureOf } from '../layout/picture.ts';
import type { EditorState, Workbench } from './editor-state.ts';
import { openPort, openPorts } from './wiring.ts';

type Run = (command: Command, after?: Partial<EditorState>) => boolean;
const BESIDE = 304;

/** Copying, pasting and duplicating steps and notes. */
export function clipboardVerbs({ kinds, get, set, random }: Workbench, run: Run) {
  let kept: Clipping | null = null;

  /** Adds copies, selects them and scrolls to the first. */
  function put(clipping: Clipping, landing: Landing): boolean {
    const { document } = get();
    const pasting = paste(document, kinds, clipping, landing, random);
    if (!pasting) return false;
    const word = landing.word === 'duplicate' ? 'duplicated' : 'pasted';
    const words = clippingWords(clipping);
    return land(pasting, `${words.charAt(0).toUpperCase()}${words.slice(1)} ${word}.`);
  }

  function land({ command, added }: Pasting, said: string): boolean {
    const done = run(command, { selection: added, way: null, panel: null, said });
    const first = added[0];
    if (done && first) set({ wanted: { node: first, count: (get().wanted?.count ?? 0) + 1, focus: true } });
    return done;
  }

  /** The way after the selected steps, where their copies go. */
  function wayBehind(ids: readonly string[]): Place | null {
    const { document } = get();
    for (const parting of partingsOf(document, kinds, ids).toReversed()) {
      const way = parting.ways[0];
      if (way) return { from: way.from, port: way.port };
      for (const from of parting.steps.toReversed()) {
        const port = openPort(document, kinds, from);
        if (port) return { from, port };
      }
    }
    return null;
  }

  /** The open ways of the selected step, for pasting on all of them. */
  function openWays(): readonly Place[] {
    const { document, selection } = get();
    const from = selection.length === 1 ? selection[0] : undefined;
    return from && document.nodes[from]
      ? openPorts(document, kinds, from).map((port) => ({ from, port }))
      : [];
  }

  return {
    copy(): string | null {
      kept = clip(get().document, get().selection);
      if (kept) set({ said: `${clippingWords(kept)} copied.` });
      return kept && JSON.stringify(kept);
    },
    /** Whether there is a copy that can be pasted without the browser's clipboard. */
    holdsCopy: () => kept !== null,
    /** Pastes clipboard text, or the last copy: on a way, at a position, or on the selected step's open way. */
    paste(
      text = '',
      where: { readonly after?: Place; readonly at?: { readonly x: number; readonly y: number } } = {},
    ): boolean {
      const clipping = readClipping(text) ?? (text === '' ? kept : null);
      if (!clipping) return false;
      const after = where.after ?? (where.at ? null : (openWays()[0] ?? null));
      return put(clipping, { after, ...(where.at ? { at: where.at } : {}) });
    },
    openWays,
    /** Pastes on every open way of the selected step. */
    pasteOnEach(text = ''): boolean {
      const clipping = readClipping(text) ?? kept;
      const ways = openWays();
      const pasting = clipping && pasteOnEach(get().document, kinds, unplaced(clipping), ways, random);
      return pasting ? land(pasting, `Pasted on ${several(ways.length, 'branch')}.`) : false;
    },
    /** Duplicates the selection after it on the same way, or beside it if it has no output. */
    duplicate(): boolean {
      const { document, selection } = get();
      const clipping = clip(document, selection);
      if (!clipping) return false;
      const after = wayBehind(selection.filter((id) => document.nodes[id]));
      const hung = after && paste(document, kinds, clipping, { after }, random)?.attached ? after : null;
      return put(hung ? unplaced(clipping) : beside(clipping), { after: hung, word: 'duplicate' });
    },
  };

  /** Removes positions: the layout places copies on a way. */
  function unplaced(clipping: Clipping): Clipping {
    return { ...clipping, nodes: clipping.nodes.map(({ position: _position, ...node }) => node) };
  }

  function beside(clipping: Clipping): Clipping {
    const { cards } = pictureOf(get().document, kinds, { problem: () => null, counted: false });
    const nodes = clipping.nodes.map((node) => {
      const card = cards.get(node.id);
      return card
        ? { ...node, position: { x: Math.round(card.x + BESIDE), y: Math.round(card.y + 24) } }
        : node;
    });
    return { ...clipping, nodes };
  }
}
