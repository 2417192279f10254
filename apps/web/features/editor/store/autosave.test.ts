import { describe, expect, it } from 'vitest';
import { setConfig } from '../history/config-command.ts';
import { NO_HISTORY, perform } from '../history/history.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { createAutosave, type SaveAnswer, type SaveState, type Unsaved } from './autosave.ts';
import type { FlowDocument } from './document.ts';
import { SaveFailure, type FailureKind } from './save-failure.ts';

const edit = (document: FlowDocument, id: string, value: unknown) =>
  perform({ document, history: NO_HISTORY }, setConfig(id, { value }, 'value'), 0).document;

/** Its own clock, and a server with set answers. */
function world(answers: ((document: FlowDocument, revision: number) => SaveAnswer | Error)[]) {
  const state = {
    document: DIAMOND,
    states: [] as SaveState[],
    tasks: [] as { task: () => void; delay: number }[],
    sent: [] as { document: FlowDocument; revision: number }[],
    adopted: [] as string[],
    kept: null as Unsaved | null,
  };
  const autosave = createAutosave(
    {
      save: async (document, revision) => {
        state.sent.push({ document, revision });
        const answer = (answers.shift() ?? (() => ({ saved: true as const, revision: revision + 1 })))(
          document,
          revision,
        );
        if (answer instanceof Error) throw answer;
        return answer;
      },
      current: () => state.document,
      adopt: (document, by) => {
        state.document = document;
        state.adopted.push(by);
      },
      show: (shown) => state.states.push(shown),
      keep: (unsaved) => void (state.kept = unsaved),
      drop: () => void (state.kept = null),
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

describe('saving automatically', () => {
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
    const { state, autosave, tick, last } = world([
      () => new Error('no network'),
      () => new Error('no network'),
    ]);
    state.document = edit(state.document, 'left', 1);
    autosave.touch();
    await tick();
    expect(last()).toBe('failed');
    expect(state.tasks[0]?.delay).toBe(1_000);
    await tick();
    expect(state.tasks[0]?.delay).toBe(2_000);
    await tick();
    expect(last()).toBe('saved');
    expect(state.sent.at(-1)?.document.nodes['left']?.config).toEqual({ value: 1 });
  });

  it('says why a save failed, and tries again only where that can help', async () => {
    const kinds: readonly FailureKind[] = [
      'signed-out',
      'not-allowed',
      'gone',
      'too-large',
      'refused',
      'busy',
      'server',
      'offline',
    ];
    for (const kind of kinds) {
      const { state, autosave, tick, last } = world([
        () => new SaveFailure(kind, 'It did not work.', 'Do this.', kind === 'server' ? 'request-1' : null),
      ]);
      state.document = edit(state.document, 'left', 1);
      autosave.touch();
      await tick();
      const shown = state.states.at(-1);
      expect(shown).toMatchObject({
        is: 'failed',
        failure: { kind, message: 'It did not work.', next: 'Do this.' },
      });
      expect(state.kept?.document).toBe(state.document);
      const again = ['signed-out', 'busy', 'server', 'offline'].includes(kind);
      expect([kind, state.tasks.length]).toEqual([kind, again ? 1 : 0]);
      // After any failure, the next edit or a press tries again.
      if (!again) {
        state.document = edit(state.document, 'left', 2);
        autosave.touch();
      }
      await tick();
      expect(last()).toBe('saved');
      expect(state.kept).toBeNull();
    }
  });

  it('keeps unsaved edits in the browser from the first edit on, and drops them once saved', async () => {
    const { state, autosave, tick } = world([]);
    state.document = edit(state.document, 'left', 1);
    autosave.touch();
    expect(state.kept).toEqual({ document: state.document, base: DIAMOND, revision: 7 });
    await tick();
    expect(state.kept).toBeNull();
    state.document = edit(state.document, 'left', 2);
    autosave.touch();
    expect(state.kept).toMatchObject({ revision: 8 });
  });

  it('continues work from an earlier revision without overwriting later saves', async () => {
    const theirs = edit(DIAMOND, 'right', 'theirs');
    const { state, autosave, tick, last } = world([() => ({ saved: false, theirs, revision: 9, by: 'Ann' })]);
    state.document = edit(DIAMOND, 'left', 'mine from before');
    autosave.rebase(DIAMOND, 7);
    autosave.touch();
    await tick();
    expect(state.sent.map(({ revision }) => revision)).toEqual([7, 9]);
    expect(state.document.nodes['right']?.config).toEqual({ value: 'theirs' });
    expect(state.document.nodes['left']?.config).toEqual({ value: 'mine from before' });
    expect(last()).toBe('saved');
  });

  it("merges a colleague's change of another step and saves both", async () => {
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

  it('asks when both changed the same step, and saves nothing before the answer', async () => {
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
