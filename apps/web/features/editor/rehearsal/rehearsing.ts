import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  FlowCounts,
  RehearsalOptions,
  RehearsalReport,
  RehearsedPage,
  RehearsedStory,
  EditorActions,
} from '../actions.ts';
import type { Graph } from '@millrace/flow';

/** The number of a rehearsal whose list is open. */
export interface LookedAt {
  readonly node: string;
  readonly count: string;
  /** The port, for counts of those who left by it. */
  readonly port?: string | undefined;
}

export interface RehearsalState {
  readonly options: RehearsalOptions;
  readonly is: 'idle' | 'running' | 'done' | 'failed';
  /** The server's reason for a failure. */
  readonly reason: string | null;
  readonly report: RehearsalReport | null;
  readonly looked: LookedAt | null;
  readonly page: RehearsedPage | null;
  readonly person: { readonly customer: string; readonly enrolment: string } | null;
  readonly story: RehearsedStory | null;
  /** Whether the list, more of it, or the story could not be read. */
  readonly missed: boolean;
}

/** Runs rehearsals of the draft and reads the lists and stories behind their numbers. */
export interface Rehearsing {
  readonly store: StoreApi<RehearsalState>;
  /** Runs with the current options. `another` draws the answers with a new seed. */
  readonly run: (another?: boolean) => Promise<void>;
  readonly set: (options: Partial<RehearsalOptions>) => void;
  readonly look: (looked: LookedAt | null) => Promise<void>;
  readonly more: () => Promise<void>;
  readonly read: (person: RehearsalState['person']) => Promise<void>;
  readonly leave: () => void;
}

interface World {
  readonly actions: Pick<EditorActions, 'rehearse' | 'rehearsed' | 'rehearsedPerson'>;
  readonly graph: () => Graph;
  readonly show: (counts: FlowCounts | null) => void;
  readonly random: () => number;
}

const BEGIN: RehearsalState = {
  options: { days: 30, people: 1_000, on: 'past' },
  is: 'idle',
  reason: null,
  report: null,
  looked: null,
  page: null,
  person: null,
  story: null,
  missed: false,
};

export function createRehearsing({ actions, graph, show, random }: World): Rehearsing {
  const store = createStore<RehearsalState>(() => BEGIN);
  const { getState: get, setState: set } = store;
  let rehearsed: Graph | null = null;
  let asked = 0;

  /** The rehearsal that is shown, by its draft, seed and end. */
  const same = () => {
    const { options, report } = get();
    return report && rehearsed
      ? { graph: rehearsed, options: { ...options, seed: report.seed, at: report.at } }
      : null;
  };
  const sentence = (error: unknown) =>
    error instanceof Error && error.message ? error.message : 'Try again in a moment.';

  async function run(another = false): Promise<void> {
    if (!actions.rehearse) return;
    const mine = (asked += 1);
    const seed = another ? `again-${Math.floor(random() * 1e9).toString(36)}` : get().options.seed;
    const { at: _at, ...rest } = get().options;
    const options: RehearsalOptions = seed === undefined ? rest : { ...rest, seed };
    set({ is: 'running', options, looked: null, page: null, person: null, story: null, missed: false });
    const drawn = graph();
    try {
      const report = await actions.rehearse(drawn, options);
      if (mine !== asked) return;
      rehearsed = drawn;
      show(report.counts);
      set({ is: 'done', report, reason: null });
    } catch (error) {
      if (mine === asked) set({ is: 'failed', reason: sentence(error) });
    }
  }

  async function look(looked: LookedAt | null): Promise<void> {
    set({ looked, page: null, person: null, story: null, missed: false });
    const question = same();
    if (!looked || !question || !actions.rehearsed) return;
    const page = await actions
      .rehearsed(question.graph, question.options, { ...looked, skip: 0 })
      .catch(() => null);
    if (get().looked === looked) set({ page, missed: page === null });
  }

  return {
    store,
    run,
    set: (options) => set({ options: { ...get().options, ...options } }),
    look,
    more: async () => {
      const { looked, page } = get();
      const question = same();
      if (!looked || page?.next == null || !question || !actions.rehearsed) return;
      set({ missed: false });
      const next = await actions
        .rehearsed(question.graph, question.options, { ...looked, skip: page.next })
        .catch(() => null);
      if (get().page !== page) return;
      set(next ? { page: { ...next, people: [...page.people, ...next.people] } } : { missed: true });
    },
    read: async (person) => {
      set({ person, story: null, missed: false });
      const question = same();
      if (!person || !question || !actions.rehearsedPerson) return;
      const story = await actions.rehearsedPerson(question.graph, question.options, person).catch(() => null);
      if (get().person === person) set({ story, missed: story === null });
    },
    leave: () => {
      asked += 1;
      show(null);
      set({ ...BEGIN, options: get().options });
    },
  };
}
