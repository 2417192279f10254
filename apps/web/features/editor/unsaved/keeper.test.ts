// @vitest-environment node
import { parseGraph } from '@millrace/flow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEditor } from '../store/editor.ts';
import { toGraph } from '../store/document.ts';
import { SaveFailure } from '../store/save-failure.ts';
import { DIAMOND, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { createKeeper } from './keeper.ts';

const GRAPH = parseGraph(toGraph(DIAMOND));
const FLOW = { id: 'flow', name: 'Flow', state: 'draft', graph: GRAPH, revision: 4, version: null } as const;
const texts = new Map<string, string>();
const shelf = {
  get length() {
    return texts.size;
  },
  key: (index: number) => [...texts.keys()][index] ?? null,
  getItem: (key: string) => texts.get(key) ?? null,
  setItem: (key: string, text: string) => void texts.set(key, text),
  removeItem: (key: string) => void texts.delete(key),
};

/** A page with the flow open; `answer` is the server's answer to a save. */
function openPage(
  answer: () => { revision: number } | Error,
  flow: Parameters<typeof createEditor>[0] = FLOW,
) {
  const editor = createEditor(
    flow,
    SAMPLE_KINDS,
    {
      save: async () => {
        const said = answer();
        if (said instanceof Error) throw said;
        return said;
      },
    },
    { keeper: (full) => createKeeper('flow', 'ada', full) },
  );
  return editor;
}
const away = () => new SaveFailure('server', 'Something went wrong on our side.', 'Try again.', 'request-1');
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { localStorage: shelf });
  texts.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('unsaved work', () => {
  it('is offered by the next page, with the differences, and saved once it is restored', async () => {
    const first = openPage(away);
    first.edit.configure('left', { value: 'mine' }, 'value');
    await pass(2_000);
    expect(first.store.getState().save).toMatchObject({ is: 'failed', failure: { requestId: 'request-1' } });
    first.stop();
    let saved = 0;
    const second = openPage(() => ({ revision: 5 + (saved += 1) }));
    void second.keeper.find(second);
    // A user who edits at once loses nothing of the earlier work.
    second.edit.configure('right', { value: 'new' }, 'value');
    await pass(400);
    const { unsaved } = second.store.getState();
    expect(unsaved?.changes).toEqual(expect.arrayContaining([expect.stringMatching(/^Changed “.+”/)]));
    expect(unsaved?.savedSince).toBe('no');
    second.edit.undo();
    second.edit.bringBackUnsaved(unsaved!.copy);
    second.keeper.flush();
    second.keeper.forget(unsaved!.copy.tab);
    expect(second.store.getState().document.nodes['left']?.config).toEqual({ value: 'mine' });
    await pass(2_000);
    expect(second.store.getState().save.is).toBe('saved');
    expect(texts.size).toBe(0);
    second.edit.undo();
    expect(second.store.getState().document.nodes['left']?.config).not.toEqual({ value: 'mine' });
    second.stop();
  });

  it('is not offered when it was saved after all, nor to another user', async () => {
    const first = openPage(away);
    first.edit.configure('left', { value: 'mine' }, 'value');
    await pass(2_000);
    const left = first.store.getState().document;
    first.stop();
    const same = openPage(away, { ...FLOW, graph: parseGraph(toGraph(left)) });
    void same.keeper.find(same);
    await pass(400);
    expect(same.store.getState().unsaved).toBeNull();
    expect(texts.size).toBe(0);
    same.stop();
  });

  it('says when the flow was saved since, and merges both', async () => {
    const first = openPage(away);
    first.edit.configure('left', { value: 'mine' }, 'value');
    await pass(2_000);
    first.stop();
    const theirs = {
      ...GRAPH,
      nodes: GRAPH.nodes.map((node) =>
        node.id === 'right' ? { ...node, config: { value: 'theirs' } } : node,
      ),
    };
    let calls = 0;
    const second = createEditor(
      { ...FLOW, graph: theirs, revision: 5 },
      SAMPLE_KINDS,
      {
        save: async (_graph, revision) => (
          (calls += 1),
          revision === 5 ? { revision: 6 } : { theirs, revision: 5, by: 'Ann' }
        ),
      },
      { keeper: (full) => createKeeper('flow', 'ada', full) },
    );
    void second.keeper.find(second);
    await pass(400);
    const { unsaved } = second.store.getState();
    expect(unsaved?.savedSince).toBe('joined');
    second.edit.bringBackUnsaved(unsaved!.copy);
    await pass(3_000);
    expect(calls).toBe(2);
    const { nodes } = second.store.getState().document;
    expect([nodes['left']?.config, nodes['right']?.config]).toEqual([{ value: 'mine' }, { value: 'theirs' }]);
    expect(second.store.getState().save.is).toBe('saved');
    second.stop();
  });
});
