import { describe, expect, it } from 'vitest';
import type { RehearsalOptions, RehearsalReport, RehearsedPage, RehearsedStory } from '../actions.ts';
import { toGraph } from '../store/document.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { createRehearsing } from './rehearsing.ts';

const report = (seed: string): RehearsalReport => ({
  sentence: `Rehearsed as ${seed}.`,
  people: 3,
  counts: { nodes: { left: { entered: 3 } } },
  on: 'past',
  seed,
  at: 1_000,
  answers: {},
});
const page = (names: readonly string[], next: number | null): RehearsedPage =>
  ({ people: names.map((name) => ({ name })), next, total: 5, subjects: 5 }) as unknown as RehearsedPage;

/** Calls whose answers are given by hand, so that they may come in any order. */
function world() {
  const open: { readonly options: RehearsalOptions; readonly answer: (is: unknown) => void }[] = [];
  const wait = (options: RehearsalOptions) =>
    new Promise<never>((resolve, reject) => {
      open.push({
        options,
        answer: (is) => (is instanceof Error ? reject(is) : resolve(is as never)),
      });
    });
  const shown: unknown[] = [];
  const rehearsing = createRehearsing({
    actions: {
      rehearse: (_graph, options) => wait(options),
      rehearsed: (_graph, options) => wait(options),
      rehearsedPerson: (_graph, options) => wait(options),
    },
    graph: () => toGraph(DIAMOND),
    show: (counts) => shown.push(counts),
    random: () => 0.5,
  });
  const answer = async (call: number, is: unknown) => {
    open[call]?.answer(is);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { rehearsing, open, shown, answer, state: () => rehearsing.store.getState() };
}

async function rehearsed() {
  const all = world();
  void all.rehearsing.run();
  await all.answer(0, report('first'));
  return all;
}
const LEFT = { node: 'left', count: 'entered' };

describe('a rehearsal', () => {
  it('shows its numbers on the canvas once it is done', async () => {
    const { rehearsing, answer, state, shown } = world();
    void rehearsing.run();
    expect([state().is, shown]).toEqual(['running', []]);
    await answer(0, report('first'));
    expect([state().is, state().report?.sentence]).toEqual(['done', 'Rehearsed as first.']);
    expect(shown).toEqual([{ nodes: { left: { entered: 3 } } }]);
  });

  it('started twice shows only the later one, whichever is answered first', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { rehearsing, answer, state, shown } = world();
      void rehearsing.run();
      void rehearsing.run();
      for (const call of order) await answer(call, report(`call-${call}`));
      expect(state().report?.seed).toBe('call-1');
      expect(shown).toHaveLength(1);
    }
  });

  it('says why it failed, and that an earlier failure is over once it works', async () => {
    const { rehearsing, answer, state } = world();
    void rehearsing.run();
    await answer(0, new Error('There is no past to rehearse on.'));
    expect([state().is, state().reason]).toEqual(['failed', 'There is no past to rehearse on.']);
    void rehearsing.run();
    await answer(1, report('then'));
    expect([state().is, state().reason]).toEqual(['done', null]);
  });

  it('that was left shows nothing any more, and keeps its options', async () => {
    const { rehearsing, answer, state, shown } = world();
    rehearsing.set({ days: 7 });
    void rehearsing.run();
    rehearsing.leave();
    await answer(0, report('late'));
    expect([state().is, state().report, state().options.days]).toEqual(['idle', null, 7]);
    expect(shown).toEqual([null]);
  });

  it('draws its answers anew only when asked for another', async () => {
    const { rehearsing, open, answer } = await rehearsed();
    void rehearsing.run();
    await answer(1, report('first'));
    void rehearsing.run(true);
    expect(open[1]?.options.seed).toBeUndefined();
    expect(open[2]?.options.seed).toMatch(/^again-/);
  });
});

describe('the list behind a number', () => {
  it('is of the very rehearsal that is shown: its seed and its end', async () => {
    const { rehearsing, open } = await rehearsed();
    void rehearsing.look(LEFT);
    expect(open[1]?.options).toMatchObject({ seed: 'first', at: 1_000 });
  });

  it('goes on where it ended, without losing anybody', async () => {
    const { rehearsing, answer, state } = await rehearsed();
    void rehearsing.look(LEFT);
    await answer(1, page(['Ann', 'Bea'], 2));
    void rehearsing.more();
    await answer(2, page(['Cleo'], null));
    expect(state().page?.people.map(({ name }) => name)).toEqual(['Ann', 'Bea', 'Cleo']);
    await rehearsing.more();
    expect(state().page?.people).toHaveLength(3);
  });

  it('is not mixed with another that was opened meanwhile', async () => {
    const { rehearsing, answer, state } = await rehearsed();
    void rehearsing.look(LEFT);
    await answer(1, page(['Ann'], 1));
    void rehearsing.more();
    void rehearsing.look({ node: 'right', count: 'sent' });
    await answer(3, page(['Dan'], null));
    await answer(2, page(['Bea'], null));
    expect(state().page?.people.map(({ name }) => name)).toEqual(['Dan']);
  });

  it('says that it could not be read instead of waiting for ever, and is read when asked again', async () => {
    const { rehearsing, answer, state } = await rehearsed();
    void rehearsing.look(LEFT);
    await answer(1, new Error('away'));
    expect([state().page, state().missed]).toEqual([null, true]);
    void rehearsing.look({ ...LEFT });
    expect(state().missed).toBe(false);
    await answer(2, page(['Ann'], 1));
    expect([state().page?.people.length, state().missed]).toEqual([1, false]);
    void rehearsing.more();
    await answer(3, new Error('away'));
    expect([state().page?.people.length, state().missed]).toEqual([1, true]);
  });

  it('opens a story, whose failure is told too', async () => {
    const { rehearsing, answer, state } = await rehearsed();
    const ann = { customer: 'c', enrolment: 'e' };
    void rehearsing.read(ann);
    await answer(1, new Error('away'));
    expect([state().story, state().missed]).toEqual([null, true]);
    void rehearsing.read({ ...ann });
    await answer(2, { name: 'Ann' } as unknown as RehearsedStory);
    expect([state().story?.name, state().missed]).toEqual(['Ann', false]);
    void rehearsing.read(null);
    expect(state().story).toBeNull();
  });
});
