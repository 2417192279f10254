import {
  applyEdits,
  currentVersion,
  type Fix,
  type FlowSettings,
  type GraphNode,
  type Subject,
} from '@millrace/flow';
import {
  addNode,
  beginWith,
  bringBack,
  connect,
  disconnect,
  layOut,
  moveNodes,
  renameNode,
  setSettings,
  takeOver,
  type Command,
  type Place,
} from '../history/commands.ts';
import { setConfig } from '../history/config-command.ts';
import { perform, redo, undo } from '../history/history.ts';
import { moveOnto, REFUSALS } from '../history/moving.ts';
import { firstWay, hasToAsk, partingsOf, removeSteps, type Choice } from '../history/removal.ts';
import type { LocalCopy } from '../unsaved/local-copies.ts';
import { testVariants, type ApprovedVariant } from '../variants/test-variants.ts';
import { sameValue, toDocument, toGraph } from './document.ts';
import { clipboardVerbs } from './editing-clipboard.ts';
import { noteVerbs } from './editing-notes.ts';
import { canEdit, type Looking, type Workbench } from './editor-state.ts';
import { newId } from './ids.ts';
import { orderFor } from './derived.ts';
import { carriedOver, keyed, kindFor } from './triggers.ts';
import { changedPaths, touchedKey } from './to-do.ts';
import { edgeAt, mainPort, openPort, rootsOf, wiringOf } from './wiring.ts';

/** Functions that edit the flow. Each call is one undoable edit. */
export function editingVerbs(bench: Workbench) {
  const { kinds, get, set } = bench;

  function run(command: Command, after: Partial<ReturnType<typeof get>> = {}, anyMode = false): boolean {
    const { document, history } = get();
    if (!anyMode && !canEdit(get())) return false;
    const next = perform({ document, history }, command, bench.now());
    if (next.document === document) return false;
    set({ document: next.document, history: next.history, ...after });
    bench.changed();
    return true;
  }

  function travel(go: typeof undo, word: string) {
    const { document, history, selection, way } = get();
    const label = (word === 'Undone' ? history.past : history.future).at(-1)?.label;
    if (!canEdit(get()) || !label) return;
    const next = go({ document, history });
    set({
      document: next.document,
      history: next.history,
      selection: selection.filter((id) => next.document.nodes[id] ?? next.document.notes[id]),
      way: way && next.document.edges[way] ? way : null,
      said: `${word}: ${label}.`,
    });
    bench.changed();
  }

  const title = (node: GraphNode) => node.name ?? kinds[node.kind]?.title ?? node.kind;
  const ask = (ids: readonly string[]) => partingsOf(get().document, kinds, ids);

  const verbs = {
    undo: () => travel(undo, 'Undone'),
    redo: () => travel(redo, 'Redone'),

    /** Adds a step on a way, or unconnected at a position. @returns its id, or null if it cannot be there */
    add(kindName: string, place: Place | null, position?: { x: number; y: number }): string | null {
      const kind = kinds[kindName];
      const { document } = get();
      if (!kind || (place && !verbs.fits(kindName, place))) return null;
      const id = newId(kindName, new Set(Object.keys(document.nodes)), bench.random);
      const node: GraphNode = {
        id,
        kind: kindName,
        version: Math.max(0, ...Object.values(kind.versions)),
        config: structuredClone(kind.initial) as Record<string, unknown>,
        ...(position ? { position: { x: Math.round(position.x), y: Math.round(position.y) } } : {}),
      };
      const onward = kind.ports(node.config)[0]?.id;
      const begins = kind.family === 'trigger' ? rootsOf(document, kinds)[0] : undefined;
      const command = addNode(node, kind.title, kind.family === 'trigger' ? null : place, onward, begins);
      const done = run(command, { selection: [id], way: null, said: `${kind.title} added.` });
      return done ? id : null;
    },

    /** Puts a test of variants before a message. @returns the id of the test, or null if it cannot be there */
    test(step: string, variants: readonly ApprovedVariant[]): string | null {
      const { document } = get();
      const node = document.nodes[step];
      const made = node && testVariants(document, kinds, step, title(node), variants, bench.random);
      const done = made && run(made.command, { selection: [made.test], way: null, said: 'Test added.' });
      return done ? made.test : null;
    },

    /** Whether a kind of step can be on a way: if a step follows there, the kind needs an output. */
    fits(kindName: string, place: Place): boolean {
      const kind = kinds[kindName];
      if (!kind) return false;
      const follows = edgeAt(get().document, place.from, place.port) !== undefined;
      return !follows || kind.ports(kind.initial as Record<string, unknown>).length > 0;
    },

    /** Moves a step with its block onto a way. @returns true, or why it cannot; an empty string if nothing would change */
    moveOnto(id: string, place: Place): true | string {
      const { document } = get();
      const node = document.nodes[id];
      if (!node || kinds[node.kind]?.family === 'trigger')
        return 'The flow begins here, so no step can lead to it.';
      const command = moveOnto(document, kinds, id, place, title(node));
      if (typeof command === 'string') return REFUSALS[command];
      run(command, { selection: [id], way: null, said: `${title(node)} moved.` });
      return true;
    },

    /** The default place of a new step: after the selected one, on the selected way, or at the end. */
    placeForNew(): Place | null {
      const { document, selection, way } = get();
      const edge = way ? document.edges[way] : undefined;
      if (edge) return { from: edge.from, port: edge.port };
      const chosen = selection.findLast((id) => document.nodes[id]);
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

    /** Deletes steps and notes. If there are branches to choose from, it asks first and deletes nothing yet. */
    remove(ids: readonly string[]) {
      if (canEdit(get()) && ask(ids).some(hasToAsk)) set({ overlay: { is: 'delete', ids } });
      else verbs.removeAs(ids, ask(ids).map(firstWay));
    },
    /** Deletes with the user's choices, one for each parting. */
    removeAs(ids: readonly string[], choices: readonly Choice[]) {
      const { document, selection } = get();
      const partings = ask(ids);
      const notes = ids.filter((id) => document.notes[id]);
      if (partings.length + notes.length === 0) return;
      const command = removeSteps(document, kinds, partings, choices, notes);
      const before = wiringOf(document)
        .into.get(partings[0]?.steps[0] ?? '')
        ?.map((edge) => edge.from)
        .find((id) => !ids.includes(id));
      const one = ids.length === 1 ? document.nodes[ids[0] ?? ''] : undefined;
      const next = selection.some((id) => ids.includes(id)) ? (before ? [before] : []) : selection;
      const words = one ? title(one) : command.label.replace(/^delete /, '');
      const done = run(command, { panel: null, overlay: null, said: `${words} deleted.` });
      if (!done) return;
      const left = get().document.nodes;
      set({ selection: next.filter((id) => left[id]) });
      if (before && left[before])
        set({ wanted: { node: before, count: (get().wanted?.count ?? 0) + 1, focus: true } });
    },

    connect(place: Place, to: string) {
      const { document } = get();
      if (!document.nodes[to] || place.from === to || kinds[document.nodes[to].kind]?.family === 'trigger')
        return;
      run(connect(place, to), { said: `Connected to ${title(document.nodes[to])}.` });
    },
    disconnect: (edges: readonly string[]) =>
      void run(disconnect(edges), { way: null, said: 'Disconnected.' }),

    /** Sets the whole config of a step. Edges on ports that the new config does not have are removed. */
    configure(id: string, config: Record<string, unknown>, field = '') {
      const node = get().document.nodes[id];
      const kind = node && kinds[node.kind];
      if (!node || sameValue(node.config, config)) return;
      const before = kind?.ports(node.config) ?? [];
      const after = new Set((kind?.ports(config) ?? []).map((port) => port.id));
      const gone = before.filter((port) => !after.has(port.id)).map((port) => port.id);
      const touched = changedPaths(node.config, config).map((path) => touchedKey(id, path));
      run(setConfig(id, config, field, gone, node.config), {
        touched: new Set([...get().touched, ...touched]),
      });
    },
    /** Changes the flow's subject. The trigger keeps its kind if that can begin such a flow. */
    about(id: string, subject: Subject) {
      const { document } = get();
      const node = document.nodes[id];
      const kind = kindFor(kinds, node && kinds[node.kind], subject);
      if (!node || !kind || document.subject === subject) return;
      const config =
        kind.kind === node.kind
          ? keyed({ ...node.config }, kind, subject)
          : carriedOver(node.config, kind, subject);
      const version = kind.kind === node.kind ? node.version : currentVersion(kind);
      run(beginWith(id, kind.kind, version, config, subject), { said: 'Changed what the flow is about.' });
    },
    /** Changes the kind of trigger. Settings that both kinds have are kept. */
    beginWith(id: string, to: string) {
      const { document } = get();
      const [node, kind] = [document.nodes[id], kinds[to]];
      if (!node || !kind || node.kind === to) return;
      const config = carriedOver(node.config, kind, document.subject);
      run(beginWith(id, to, currentVersion(kind), config, document.subject), {
        said: `The trigger is now: ${kind.title}.`,
      });
    },
    rename: (id: string, name: string) => void run(renameNode(id, name)),
    move: (positions: Readonly<Record<string, { x: number; y: number }>>) => void run(moveNodes(positions)),
    layOut() {
      run(layOut(), { said: 'Laid out.' });
    },
    /** Changes the flow's settings. Works in every mode. */
    settings(change: Partial<FlowSettings>) {
      if (get().mayEdit) run(setSettings(change), {}, true);
    },

    /** Makes an earlier version the draft. It is saved like any edit, and not published. */
    bringBack({ version, document }: Looking): boolean {
      return run(bringBack(document, version.number), {
        looking: null,
        panel: null,
        selection: [],
        way: null,
        said: `Version ${version.number} is the draft again.`,
      });
    },

    /** Restores work that an earlier page could not save. Saved like any edit, merged with what others saved since. */
    bringBackUnsaved({ draft, base, revision }: LocalCopy): boolean {
      return bench.unsaved(base && toDocument(base), revision, () =>
        run(takeOver(toDocument(draft), 'bring back unsaved work'), { unsaved: null }),
      );
    },

    /** Applies a fix. */
    fix({ title, edits }: Fix): boolean {
      const next = toDocument(applyEdits(toGraph(get().document), edits));
      return run(takeOver(next, lowered(title)), { way: null, said: `${title}: done.` });
    },
  };

  return { ...verbs, ...clipboardVerbs(bench, run), ...noteVerbs(bench, run) };
}

const lowered = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

export type EditingVerbs = ReturnType<typeof editingVerbs>;
