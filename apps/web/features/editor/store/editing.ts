import { capital, several } from '@millrace/base/words';
import { applyEdits, type Fix, type FlowSettings, type GraphNode } from '@millrace/flow';
import { clip, paste, readClipping, type Clipping } from '../canvas/clipboard.ts';
import {
  addNode,
  bringBack,
  connect,
  disconnect,
  layOut,
  moveNodes,
  removeNodes,
  renameNode,
  setConfig,
  setSettings,
  takeOver,
  type Command,
  type Place,
} from '../history/commands.ts';
import { perform, redo, undo } from '../history/history.ts';
import type { LocalCopy } from '../unsaved/local-copies.ts';
import { sameValue, toDocument, toGraph, type FlowDocument } from './document.ts';
import type { Looking, Workbench } from './editor-state.ts';
import { newId } from './ids.ts';
import { orderFor } from './derived.ts';
import { mainPort, openPort, throughPort, wiringOf } from './wiring.ts';

/** Verbs that change the flow. Each is one undoable edit. */
export function editingVerbs(bench: Workbench) {
  const { kinds, get, set } = bench;
  let kept: Clipping | null = null;

  function run(command: Command, after: Partial<ReturnType<typeof get>> = {}): boolean {
    const { document, history, mayEdit } = get();
    if (!mayEdit) return false;
    const next = perform({ document, history }, command, bench.now());
    if (next.document === document) return false;
    set({ document: next.document, history: next.history, ...after });
    bench.changed();
    return true;
  }

  function travel(go: typeof undo, word: string) {
    const { document, history, mayEdit, selection, way } = get();
    const label = (word === 'Undone' ? history.past : history.future).at(-1)?.label;
    if (!mayEdit || !label) return;
    const next = go({ document, history });
    set({
      document: next.document,
      history: next.history,
      selection: selection.filter((id) => next.document.nodes[id]),
      way: way && next.document.edges[way] ? way : null,
      said: `${word}: ${label}.`,
    });
    bench.changed();
  }

  const title = (node: GraphNode) => node.name ?? kinds[node.kind]?.title ?? node.kind;
  const mains = (document: FlowDocument) =>
    Object.fromEntries(Object.keys(document.nodes).map((id) => [id, throughPort(document, kinds, id)]));

  const verbs = {
    undo: () => travel(undo, 'Undone'),
    redo: () => travel(redo, 'Redone'),

    /** Adds a step of a kind: at a way out, or loose at a spot on the canvas. Returns its id. */
    add(kindName: string, place: Place | null, position?: { x: number; y: number }): string | null {
      const kind = kinds[kindName];
      const { document } = get();
      if (!kind) return null;
      const id = newId(kindName, new Set(Object.keys(document.nodes)), bench.random);
      const node: GraphNode = {
        id,
        kind: kindName,
        version: Math.max(0, ...Object.values(kind.versions)),
        config: structuredClone(kind.initial) as Record<string, unknown>,
        ...(position ? { position: { x: Math.round(position.x), y: Math.round(position.y) } } : {}),
      };
      const onward = kind.ports(node.config)[0]?.id;
      const done = run(addNode(node, kind.title, place, onward), { selection: [id], way: null, said: `${kind.title} added.` });
      return done ? id : null;
    },

    /** Where a step goes that is added without saying where: after the chosen one, on the chosen way, or at the end. */
    placeForNew(): Place | null {
      const { document, selection, way } = get();
      const edge = way ? document.edges[way] : undefined;
      if (edge) return { from: edge.from, port: edge.port };
      const chosen = selection.at(-1);
      if (chosen) {
        const port = mainPort(document, kinds, chosen);
        return port ? { from: chosen, port } : null;
      }
      for (const id of orderFor(document, kinds)) {
        const port = openPort(document, kinds, id);
        if (port) return { from: id, port };
      }
      return null;
    },

    remove(ids: readonly string[]) {
      const { document, selection } = get();
      const known = ids.filter((id) => document.nodes[id]);
      if (known.length === 0) return;
      const before = wiringOf(document)
        .into.get(known[0] ?? '')
        ?.map((edge) => edge.from)
        .find((id) => !known.includes(id));
      const words =
        known.length === 1 && document.nodes[known[0] ?? ''] ? title(document.nodes[known[0] ?? ''] as GraphNode) : `${known.length} steps`;
      const next = selection.some((id) => known.includes(id)) ? (before ? [before] : []) : selection;
      const done = run(removeNodes(known, mains(document)), { selection: next, panel: null, said: `${words} deleted.` });
      if (done && before) set({ wanted: { node: before, count: (get().wanted?.count ?? 0) + 1, focus: true } });
    },

    connect(place: Place, to: string) {
      const { document } = get();
      if (!document.nodes[to] || place.from === to || kinds[document.nodes[to].kind]?.family === 'trigger') return;
      run(connect(place, to), { said: `Connected to ${title(document.nodes[to])}.` });
    },
    disconnect: (edges: readonly string[]) => void run(disconnect(edges), { way: null, said: 'Disconnected.' }),

    /** Sets the whole config of a step; ways on ports that the new config no longer has go too. */
    configure(id: string, config: Record<string, unknown>, field = '') {
      const node = get().document.nodes[id];
      const kind = node && kinds[node.kind];
      if (!node || sameValue(node.config, config)) return;
      const before = kind?.ports(node.config) ?? [];
      const after = new Set((kind?.ports(config) ?? []).map((port) => port.id));
      run(
        setConfig(
          id,
          config,
          field,
          before.filter((port) => !after.has(port.id)).map((port) => port.id),
        ),
      );
    },
    rename: (id: string, name: string) => void run(renameNode(id, name)),
    move: (positions: Readonly<Record<string, { x: number; y: number }>>) => void run(moveNodes(positions)),
    layOut() {
      run(layOut(), { said: 'Laid out.' });
    },
    settings: (change: Partial<FlowSettings>) => void run(setSettings(change)),

    /** Makes the draft what an earlier version was. It is saved like any edit, and published by nobody. */
    bringBack({ version, document }: Looking): boolean {
      return run(bringBack(document, version.number), {
        looking: null,
        panel: null,
        selection: [],
        way: null,
        said: `Version ${version.number} is the draft again.`,
      });
    },

    /** Puts work in that an earlier page could not save. Saved like any edit; what others saved since is joined with it. */
    bringBackUnsaved({ draft, base, revision }: LocalCopy): boolean {
      return bench.unsaved(base && toDocument(base), revision, () =>
        run(takeOver(toDocument(draft), 'bring back unsaved work'), { unsaved: null }),
      );
    },

    /** Does what mends a problem. */
    fix({ title, edits }: Fix): boolean {
      const next = toDocument(applyEdits(toGraph(get().document), edits));
      return run(takeOver(next, lowered(title)), { way: null, said: `${title}: done.` });
    },

    copy(): string | null {
      kept = clip(get().document, get().selection);
      if (kept) set({ said: `${capital(several(kept.nodes.length, 'step'))} copied.` });
      return kept && JSON.stringify(kept);
    },
    /** Pastes what the text holds, or what was copied here last. */
    paste(text = ''): boolean {
      const clipping = readClipping(text) ?? (text === '' ? kept : null);
      return clipping ? put(clipping) : false;
    },
    duplicate() {
      const clipping = clip(get().document, get().selection);
      if (clipping) put(clipping);
    },
  };

  function put(clipping: Clipping): boolean {
    const { document, selection } = get();
    const from = selection.length === 1 ? selection[0] : undefined;
    const port = from ? openPort(document, kinds, from) : undefined;
    const pasting = paste(document, kinds, clipping, from && port ? { from, port } : null, bench.random);
    if (!pasting) return false;
    return run(pasting.command, {
      selection: pasting.added,
      way: null,
      panel: null,
      said: `${capital(several(pasting.added.length, 'step'))} pasted.`,
    });
  }

  return verbs;
}

const lowered = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

export type EditingVerbs = ReturnType<typeof editingVerbs>;
