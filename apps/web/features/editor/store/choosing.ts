import type { FlowPanel, Looking, Overlay, Mode, Side, Workbench } from './editor-state.ts';

/** Verbs about looking and choosing. None of them is remembered by undo. */
export function choosingVerbs({ get, set }: Workbench) {
  const want = (node: string, focus: boolean) => set({ wanted: { node, count: (get().wanted?.count ?? 0) + 1, focus } });
  return {
    select(ids: readonly string[], focus = false) {
      const known = ids.filter((id) => get().document.nodes[id]);
      set({ selection: known, way: null, field: null, ...(known.length === 1 ? {} : get().panel === 'step' ? { panel: null } : {}) });
      const last = known.at(-1);
      if (focus && last) want(last, true);
    },
    toggle(id: string) {
      const { selection } = get();
      set({ selection: selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id], way: null });
    },
    selectAll() {
      set({ selection: Object.keys(get().document.nodes), way: null, panel: null });
    },
    selectWay(edge: string | null) {
      set({ way: edge, selection: [], panel: get().panel === 'step' ? null : get().panel });
    },
    /** Brings a step into view and opens its panel, with the caret in one of its fields when named. */
    open(id: string, field: string | null = null) {
      if (!get().document.nodes[id]) return;
      set({ selection: [id], way: null, panel: 'step', field });
      want(id, false);
    },
    focus: (id: string) => want(id, true),
    show: (panel: FlowPanel) => set({ panel: get().panel === panel ? null : panel, looking: null, toLookAt: null }),
    /** Puts an earlier version on the canvas, to look at; null brings the draft back there. */
    lookAt: (looking: Looking | null) =>
      set({
        looking,
        toLookAt: null,
        ...(looking ? { panel: 'versions', mode: 'build', selection: [], way: null, field: null } : {}),
        said: looking ? `Looking at version ${looking.version.number}.` : 'Back at the draft.',
      }),
    closePanel() {
      const last = get().selection.at(-1);
      set({ panel: null, field: null, looking: null, toLookAt: null });
      if (last) want(last, true);
    },
    fieldReached: () => set({ field: null }),
    overlay: (overlay: Overlay | null) => set({ overlay }),
    mode: (mode: Mode) => set({ mode, ...(mode === 'build' ? {} : { panel: null, looking: null, toLookAt: null }) }),
    /** Beside the rehearsal: how it is run, or the people behind one of its numbers. */
    rehearsal: () => set({ panel: 'rehearsal', looking: null, toLookAt: null }),
    side: (side: Side) => set({ side: get().side === side ? 'closed' : side }),
    say: (said: string) => set({ said }),
  };
}

export type ChoosingVerbs = ReturnType<typeof choosingVerbs>;
