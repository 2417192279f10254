import { validate, type Kinds } from '@millrace/flow';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditedFlow, EditorActions } from '../actions.ts';
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
  /** Looks for problems now instead of soon. */
  readonly check: () => void;
  readonly update: (change: Partial<EditorState>) => void;
  readonly stop: () => void;
}

const CHECK_AFTER = 250;
const NOWHERE: EditorPlace = { panel: null, version: null };

/** One open flow: its state, everything that can be done with it, and its saving. */
export function createEditor(flow: EditedFlow, kinds: Kinds, actions: EditorActions, place: EditorPlace = NOWHERE): Editor {
  const store = createStore<EditorState>(() => beginState(flow, toDocument(flow.graph), place));
  const set = (change: Partial<EditorState>) => store.setState(change);
  let checking: ReturnType<typeof setTimeout> | undefined;

  const check = () => {
    clearTimeout(checking);
    set({ problems: validate(toGraph(store.getState().document), kinds) });
  };
  const checkSoon = () => {
    clearTimeout(checking);
    checking = setTimeout(check, CHECK_AFTER);
  };

  const autosave = createAutosave(
    {
      save: async (document, revision) => {
        const answer = await actions.save(toGraph(document), revision);
        if ('theirs' in answer) return { saved: false, theirs: toDocument(answer.theirs), revision: answer.revision, by: answer.by };
        return { saved: true, revision: answer.revision };
      },
      current: () => store.getState().document,
      adopt: (document, by) => {
        const { selection } = store.getState();
        set({
          document,
          selection: selection.filter((id) => document.nodes[id] ?? document.notes[id]),
          ...(by ? { said: `${by} changed other steps; both changes are kept.` } : {}),
        });
        checkSoon();
      },
      show: (save) => set({ save }),
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
      checkSoon();
    },
  };
  return {
    store,
    kinds,
    actions,
    autosave,
    check,
    update: set,
    edit: editingVerbs(bench),
    choose: choosingVerbs(bench),
    counts,
    versions: createVersions(actions),
    stop: () => {
      unwatch();
      clearTimeout(checking);
      autosave.stop();
    },
  };
}
