import type { Problem } from '@millrace/flow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowDocument } from '../store/document.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { createChecking } from './checking.ts';
import { problemWords } from './problem-words.ts';

const problem = (
  code: string,
  node: string | null = 'left',
  severity: Problem['severity'] = 'error',
): Problem => ({
  severity,
  node,
  code,
  sentence: `${code} is wrong.`,
  field: null,
});
const changed = (document: FlowDocument, id: string): FlowDocument => ({
  ...document,
  nodes: { ...document.nodes, [id]: { ...document.nodes[id]!, config: { changed: Math.random() } } },
});

function world(
  server: (document: FlowDocument) => readonly Problem[] | Error,
  look: (document: FlowDocument) => readonly Problem[] = () => [],
) {
  const state = {
    document: DIAMOND,
    shown: [] as { problems: readonly Problem[]; checked: string }[],
    asked: 0,
  };
  const checking = createChecking({
    document: () => state.document,
    look,
    ask: async (document) => {
      state.asked += 1;
      const answer = server(document);
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (answer instanceof Error) throw answer;
      return answer;
    },
    show: (shown) => state.shown.push(shown),
  });
  const words = () =>
    problemWords(state.shown.at(-1)?.problems ?? [], (state.shown.at(-1)?.checked ?? 'asking') as never)
      .button;
  return {
    state,
    checking,
    words,
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('checking for problems during editing', () => {
  it('reports no problems only after the server has checked the current flow', async () => {
    const { state, checking, words, pass } = world(() => []);
    checking.now();
    expect(words()).toBe('Checking');
    await pass(400);
    expect(words()).toBe('No problems');
    state.document = changed(state.document, 'left');
    checking.soon();
    await pass(260);
    expect(words()).toBe('Checking');
    // Another edit while the server checks: its answer is outdated.
    await pass(300);
    state.document = changed(state.document, 'right');
    checking.soon();
    await pass(300);
    expect(words()).toBe('Checking');
    await pass(2_000);
    expect(words()).toBe('No problems');
  });

  it('checks once after a burst of typing', async () => {
    const { state, checking, pass } = world(() => []);
    for (let letter = 0; letter < 20; letter += 1) {
      state.document = changed(state.document, 'left');
      checking.soon();
      await pass(100);
    }
    await pass(2_000);
    expect(state.asked).toBe(1);
  });

  it('keeps the server’s problems of unchanged steps, and drops the others until it answers', async () => {
    const { state, checking, pass } = world(() => [
      problem('content-invalid', 'left'),
      problem('value-unknown', 'right', 'warning'),
    ]);
    checking.now();
    await pass(400);
    state.document = changed(state.document, 'left');
    checking.soon();
    await pass(260);
    expect(state.shown.at(-1)?.problems.map(({ code }) => code)).toEqual(['value-unknown']);
    expect(state.shown.at(-1)?.checked).toBe('asking');
  });

  it('says so when the server does not answer, and asks again', async () => {
    let away = true;
    const { checking, words, pass } = world(() => (away ? new Error('away') : []));
    checking.now();
    await pass(400);
    expect(words()).toBe('Not checked');
    away = false;
    await pass(6_000);
    expect(words()).toBe('No problems');
  });

  it('shows at once the problems that the browser can find', async () => {
    const { state, checking, words, pass } = world(
      () => [problem('port-unwired')],
      (document) => (document === DIAMOND ? [] : [problem('port-unwired')]),
    );
    state.document = changed(state.document, 'left');
    checking.soon();
    await pass(260);
    expect(words()).toBe('1 problem');
    await pass(2_000);
    expect(state.shown.at(-1)?.problems).toHaveLength(1);
  });
});
