import { describe, expect, it } from 'vitest';
import { setConfig } from '../history/config-command.ts';
import { NO_HISTORY, perform } from '../history/history.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { createAutosave, type SaveAnswer, type SaveState } from './autosave.ts';
import type { FlowDocument } from './document.ts';

const edit = (document: FlowDocument, id: string, value: unknown) =>
  perform({ document, history: NO_HISTORY }, setConfig(id, { value }, 'value'), 0).document;

/** A world with its own clock and a server that answers as told. */
function world(answers: ((document: FlowDocument, revision: number) => SaveAnswer | Error)[]) {
  const state = {
    document: DIAMOND,
    states: [] as SaveState[],
    tasks: [] as { task: () => void; delay: number }[],
    sent: [] as { document: FlowDocument; revision: number }[],
    adopted: [] as string[],
  };
  const autosave = createAutosave(
    {
      save: async (document, revision) => {
        state.sent.push({ document, revision });
        const answer = (answers.shift() ?? (() => ({ saved: true as const, revision: revision + 1 })))(document, revision);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      current: () => state.document,
      adopt: (document, by) => {
        state.document = document;
        state.adopted.push(by);
      },
      show: (shown) => state.states.push(shown),
      now: () => 0,
      later: (task, delay) => {
        const entry = { task, delay };
        state.tasks.push(entry);
        return () => void (state.tasks = state.tasks.filter((other) => other !== entry));
      },
    },
    { document: DIAMOND, revision: 7 },
  );
  const tick = async () => {
    const due = state.tasks.shift();
    due?.task();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { state, autosave, tick, last: () => state.states.at(-1)?.is };
}

describe('saving by itself', () => {
  it('saves once after a burst of edits and says saved', async () => {
    const { state, autosave, tick, last } = world([]);
    for (const value of [1, 2, 3]) {
      state.document = edit(state.document, 'left', value);
      autosave.touch();
    }
    expect(last()).toBe('waiting');
    await tick();
    expect(state.sent).toHaveLength(1);
    expect(state.sent[0]?.revision).toBe(7);
    expect(autosave.revision()).toBe(8);
    expect(last()).toBe('saved');
  });

  it('keeps trying with longer pauses while offline and loses nothing', async () => {
    const { state, autosave, tick, last } = world([() => new Error('no network'), () => new Error('no network')]);
    state.document = edit(state.document, 'left', 1);
    autosave.touch();
    await tick();
    expect(last()).toBe('offline');
    expect(state.tasks[0]?.delay).toBe(1_000);
    await tick();
    expect(state.tasks[0]?.delay).toBe(2_000);
    await tick();
    expect(last()).toBe('saved');
    expect(state.sent.at(-1)?.document.nodes['left']?.config).toEqual({ value: 1 });
  });

  it("joins a colleague's change of another step and saves both on top of theirs", async () => {
    const theirs = edit(DIAMOND, 'right', 'theirs');
    const { state, autosave, tick, last } = world([() => ({ saved: false, theirs, revision: 9, by: 'Ann' })]);
    state.document = edit(state.document, 'left', 'mine');
    autosave.touch();
    await tick();
    expect(state.adopted).toEqual(['Ann']);
    expect(state.sent.at(-1)?.revision).toBe(9);
    expect(state.sent.at(-1)?.document.nodes['left']?.config).toEqual({ value: 'mine' });
    expect(state.sent.at(-1)?.document.nodes['right']?.config).toEqual({ value: 'theirs' });
    expect(last()).toBe('saved');
  });

  it('asks when both changed the same step, and saves nothing until answered', async () => {
    const theirs = edit(DIAMOND, 'left', 'theirs');
    const { state, autosave, tick, last } = world([() => ({ saved: false, theirs, revision: 9, by: 'Ann' })]);
    state.document = edit(state.document, 'left', 'mine');
    autosave.touch();
    await tick();
    expect(last()).toBe('conflict');
    autosave.touch();
    await tick();
    expect(state.sent).toHaveLength(1);
    state.document = edit(state.document, 'join', 'edited meanwhile');
    expect(autosave.compare()?.clashes).toMatchObject([{ what: 'node', id: 'left' }]);
    autosave.resolve({ 'node:left': 'theirs' });
    await tick();
    expect(state.document.nodes['left']?.config).toEqual({ value: 'theirs' });
    expect(state.document.nodes['join']?.config).toEqual({ value: 'edited meanwhile' });
    expect(last()).toBe('saved');
  });
});
