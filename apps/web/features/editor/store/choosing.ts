import { touchedKey } from './to-do.ts';
import { holdsMessage, MESSAGE_FIELD } from './message-field.ts';
import {
  canEdit,
  type FlowPanel,
  type Looking,
  type Mode,
  type Overlay,
  type Side,
  type Workbench,
} from './editor-state.ts';

/** Functions that change selection and view. They are not part of the undo history. */
export function choosingVerbs({ get, set }: Workbench) {
  const want = (node: string, focus: boolean) =>
    set({ wanted: { node, count: (get().wanted?.count ?? 0) + 1, focus } });
  return {
    select(ids: readonly string[], focus = false) {
      const { nodes, notes } = get().document;
      const known = ids.filter((id) => nodes[id] ?? notes[id]);
      const step = known.length === 1 && nodes[known[0] ?? ''];
      set({
        selection: known,
        way: null,
        field: null,
        ...(step || get().panel !== 'step' ? {} : { panel: null }),
      });
      const last = known.at(-1);
      if (focus && last) want(last, true);
    },
    toggle(id: string) {
      const { selection } = get();
      const next = selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
      set({ selection: next, way: null, field: null, ...(get().panel === 'step' ? { panel: null } : {}) });
    },
    selectAll() {
      const { nodes, notes } = get().document;
      set({ selection: [...Object.keys(nodes), ...Object.keys(notes)], way: null, panel: null });
    },
    selectWay(edge: string | null) {
      set({ way: edge, selection: [], panel: get().panel === 'step' ? null : get().panel });
    },
    /** Scrolls to a step and opens its panel, with the caret in `field` if given. */
    open(id: string, field: string | null = null) {
      const { document, touched } = get();
      if (!document.nodes[id]) return;
      // A field whose problem was opened counts as visited.
      set({
        selection: [id],
        way: null,
        panel: 'step',
        field,
        ...(field ? { touched: new Set([...touched, touchedKey(id, field)]) } : {}),
      });
      want(id, false);
    },
    focus: (id: string) => want(id, true),
    show: (panel: FlowPanel) =>
      set({ panel: get().panel === panel ? null : panel, looking: null, toLookAt: null }),
    /** Shows an earlier version on the canvas; null shows the draft again. */
    lookAt: (looking: Looking | null) =>
      set({
        looking,
        toLookAt: null,
        ...(looking ? { panel: 'versions', mode: 'build', selection: [], way: null, field: null } : {}),
        said: looking ? `Version ${looking.version.number} is shown.` : 'The draft is shown again.',
      }),
    closePanel() {
      const last = get().selection.at(-1);
      set({ panel: null, field: null, looking: null, toLookAt: null });
      if (last) want(last, true);
    },
    fieldReached: () => set({ field: null }),
    overlay: (overlay: Overlay | null) =>
      set({ overlay, ...(overlay?.is === 'publish' ? { tried: true } : {}) }),
    /** Marks a field as visited. */
    touch(id: string, field: string) {
      const key = touchedKey(id, field);
      if (!get().touched.has(key)) set({ touched: new Set([...get().touched, key]) });
    },
    /** Begins to edit a note, or opens the message of a step. */
    write(id: string | null) {
      if (id && holdsMessage(get().document.nodes[id]))
        set({ selection: [id], way: null, panel: 'step', field: `${MESSAGE_FIELD}.` });
      else set({ writing: id && get().document.notes[id] && canEdit(get()) ? id : null });
    },
    /** Marks the drop target under the dragged item. */
    dropAt(key: string | null) {
      if (get().dropAt !== key) set({ dropAt: key });
    },
    look: (words: string) => set({ looked: words }),
    /** Sets whether the editor is shown on a phone, where nothing can be edited. */
    phone(phone: boolean) {
      const { granted } = get();
      set({ phone, mayEdit: granted.edit && !phone, ...(phone ? { writing: null } : {}) });
    },
    /** Opens the panel of the rehearsal. */
    rehearsal: () => set({ panel: 'rehearsal', looking: null, toLookAt: null }),
    mode: (mode: Mode) =>
      set({
        mode,
        writing: null,
        ...(mode === 'build' ? {} : { panel: null, looking: null, toLookAt: null }),
      }),
    side: (side: Side) => set({ side: get().side === side ? 'closed' : side }),
    say: (said: string) => set({ said }),
  };
}

export type ChoosingVerbs = ReturnType<typeof choosingVerbs>;
