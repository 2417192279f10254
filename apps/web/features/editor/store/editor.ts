import { validate, type Kinds } from '@millrace/flow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditedFlow, EditorActions } from '../actions.ts';
import { createChecking } from '../problems/checking.ts';
import { createRehearsing, type Rehearsing } from '../rehearsal/rehearsing.ts';
import { NOWHERE, type Keeper } from '../unsaved/keeper.ts';
import { createAutosave, type Autosave } from './autosave.ts';
import { choosingVerbs, type ChoosingVerbs } from './choosing.ts';
import { createCounts, type Counts } from './counts.ts';
import { toDocument, toGraph } from './document.ts';
import { editingVerbs, type EditingVerbs } from './editing.ts';
import { createVersions, type Versions } from './versions.ts';
import { beginState, type EditorPlace, type EditorState, type Workbench } from './editor-state.ts';

export interface Editor {
  readonly store: StoreApi<EditorState>;
  readonly kinds: Kinds;
  readonly actions: EditorActions;
  readonly edit: EditingVerbs;
  readonly choose: ChoosingVerbs;
  readonly autosave: Autosave;
  readonly counts: Counts;
  readonly versions: Versions;
  readonly rehearsing: Rehearsing;
  /** Keeps unsaved work in this browser. */
  readonly keeper: Keeper;
  /** Checks for problems now. */
  readonly check: () => void;
  /** Checks again although nothing was edited: a system may have been connected meanwhile. */
  readonly checkAgain: () => void;
  readonly update: (change: Partial<EditorState>) => void;
  readonly stop: () => void;
}

const NOWHERE_YET: EditorPlace = { panel: null, version: null };

export interface EditorOptions {
  readonly place?: EditorPlace | undefined;
  /** Creates the keeper of unsaved work. `full` is called when the browser has no room. */
  readonly keeper?: ((full: () => void) => Keeper) | undefined;
}

/** Creates the editor of one flow: its state, its functions, and saving. */
export function createEditor(
  flow: EditedFlow,
  kinds: Kinds,
  actions: EditorActions,
  options: EditorOptions = {},
): Editor {
  const store = createStore<EditorState>(() =>
    beginState(flow, toDocument(flow.graph), options.place ?? NOWHERE_YET),
  );
  const set = (change: Partial<EditorState>) => store.setState(change);
  const keeper = options.keeper?.(() => set({ keptHere: false })) ?? NOWHERE;
  const checking = createChecking({
    document: () => store.getState().document,
    look: (document) => validate(toGraph(document), kinds),
    ...(actions.check ? { ask: (document) => actions.check!(toGraph(document)) } : {}),
    show: set,
  });

  const autosave = createAutosave(
    {
      save: async (document, revision) => {
        const answer = await actions.save(toGraph(document), revision);
        if ('theirs' in answer)
          return {
            saved: false,
            theirs: toDocument(answer.theirs),
            revision: answer.revision,
            by: answer.by,
          };
        return { saved: true, revision: answer.revision };
      },
      current: () => store.getState().document,
      adopt: (document, by) => {
        const { selection } = store.getState();
        set({
          document,
          selection: selection.filter((id) => document.nodes[id] ?? document.notes[id]),
          ...(by ? { said: `${by} changed other steps. Both changes are kept.` } : {}),
        });
        checking.soon();
      },
      show: (save) => set({ save }),
      keep: keeper.keep,
      drop: keeper.drop,
      now: Date.now,
      later: (task, delay) => {
        const timer = setTimeout(task, delay);
        return () => clearTimeout(timer);
      },
    },
    { document: store.getState().document, revision: flow.revision },
  );

  const counts = createCounts();
  counts.show(store.getState().mode);
  const unwatch = store.subscribe(({ mode }) => counts.show(mode));

  const bench: Workbench = {
    kinds,
    actions,
    get: store.getState,
    set,
    now: Date.now,
    random: Math.random,
    changed: () => {
      autosave.touch();
      checking.soon();
    },
    unsaved: (base, revision, change) => {
      if (base) autosave.rebase(base, revision);
      return change();
    },
  };
  return {
    store,
    kinds,
    actions,
    autosave,
    keeper,
    check: checking.now,
    checkAgain: checking.again,
    update: set,
    edit: editingVerbs(bench),
    choose: choosingVerbs(bench),
    counts,
    versions: createVersions(actions),
    rehearsing: createRehearsing({
      actions,
      graph: () => toGraph(store.getState().document),
      show: counts.put,
      random: Math.random,
    }),
    stop: () => {
      unwatch();
      checking.stop();
      autosave.stop();
      keeper.close();
    },
  };
}
