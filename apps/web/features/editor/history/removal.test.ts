import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachFrom } from '../store/reach.ts';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import type { FlowDocument } from '../store/document.ts';
import { NO_HISTORY, perform } from './history.ts';
import { firstWay, hasToAsk, partingsOf, removedBy, removeSteps, type Choice } from './removal.ts';

const partings = (document: FlowDocument, ...ids: string[]) => partingsOf(document, SAMPLE_KINDS, ids);
const after = (document: FlowDocument, ids: string[], choices: readonly Choice[]) =>
  perform(
    { document, history: NO_HISTORY },
    removeSteps(document, SAMPLE_KINDS, partings(document, ...ids), choices),
    0,
  ).document;
const ways = (document: FlowDocument) =>
  Object.values(document.edges).map((edge) => `${edge.from}.${edge.port}>${edge.to}`);

/** A check whose branches end separately. */
const FORK = documentOf(
  { start: 'trigger', check: 'check', a: 'wait', b: 'send', c: 'wait', x: 'end', y: 'end' },
  ['start.next>check', 'check.yes>a', 'check.no>c', 'a.next>b', 'b.next>x', 'c.next>y'],
);

describe('deleting a step with several branches', () => {
  it('asks, and says for each branch how many steps only it leads to', () => {
    const [parting] = partings(FORK, 'check');
    expect(hasToAsk(parting!)).toBe(true);
    expect(parting?.ways.map(({ label, to, behind }) => [label, to, behind.length])).toEqual([
      ['Yes', 'a', 3],
      ['No', 'c', 2],
    ]);
  });

  it('the kept branch takes its place, and steps that only the others led to are deleted', () => {
    const document = after(FORK, ['check'], [{ goOn: 'c', keep: ['c'] }]);
    expect(Object.keys(document.nodes).sort()).toEqual(['c', 'start', 'y']);
    expect(ways(document).sort()).toEqual(['c.next>y', 'start.next>c']);
  });

  it('a branch can be kept without being connected', () => {
    const document = after(FORK, ['check'], [{ goOn: 'a', keep: ['a', 'c'] }]);
    expect(Object.keys(document.nodes)).toContain('y');
    expect(ways(document)).toContain('start.next>a');
    expect(ways(document)).toContain('c.next>y');
  });

  it('keeping none leaves the branch before it open', () => {
    const document = after(FORK, ['check'], [{ goOn: null, keep: [] }]);
    expect(Object.keys(document.nodes)).toEqual(['start']);
    expect(ways(document)).toEqual([]);
  });

  it('the steps after a merge stay as long as one branch does', () => {
    const document = after(DIAMOND, ['check'], [{ goOn: 'left', keep: ['left'] }]);
    expect(Object.keys(document.nodes).sort()).toEqual(['join', 'left', 'start', 'stop']);
  });
});

describe('deleting without a question', () => {
  it('a step with one branch, or with several to the same step', () => {
    expect(partings(DIAMOND, 'left').some(hasToAsk)).toBe(false);
    const same = documentOf({ start: 'trigger', check: 'check', stop: 'end' }, [
      'start.next>check',
      'check.yes>stop',
      'check.no>stop',
    ]);
    expect(partings(same, 'check').some(hasToAsk)).toBe(false);
    expect(ways(after(same, ['check'], partings(same, 'check').map(firstWay)))).toEqual(['start.next>stop']);
  });

  it('a check selected with its branches is replaced by the step where they merge', () => {
    expect(partings(DIAMOND, 'check', 'left', 'right').some(hasToAsk)).toBe(false);
    expect(ways(after(DIAMOND, ['check', 'left', 'right'], []))).toEqual([
      'join.next>stop',
      'start.next>join',
    ]);
  });

  it('asks for each group separately when the selected steps are far apart', () => {
    expect(partings(DIAMOND, 'left', 'stop').map(({ steps }) => steps)).toEqual([['left'], ['stop']]);
  });
});

describe('deleting and keeping anything', () => {
  const choosing = fc.tuple(anyDocument, fc.infiniteStream(fc.boolean()));
  it('deletes no step that is still reached, and leaves no branch to a deleted step', () => {
    fc.assert(
      fc.property(choosing, ([document, yes]) => {
        const ids = Object.keys(document.nodes).filter((id) => id !== 'n0' && yes.next().value);
        const parts = partingsOf(document, SAMPLE_KINDS, ids);
        const choices = parts.map((parting): Choice => {
          const keep = parting.ways.map((way) => way.to).filter(() => yes.next().value);
          return { goOn: keep[0] ?? null, keep };
        });
        const gone = new Set(removedBy(document, SAMPLE_KINDS, parts, choices));
        const next = perform(
          { document, history: NO_HISTORY },
          removeSteps(document, SAMPLE_KINDS, parts, choices),
          0,
        ).document;
        for (const edge of Object.values(next.edges))
          expect(gone.has(edge.from) || gone.has(edge.to)).toBe(false);
        const without = reachFrom(document, ['n0'], (edge) => ids.includes(edge.to));
        for (const id of without) expect(gone.has(id)).toBe(false);
        for (const { keep } of choices) for (const id of keep) expect(next.nodes[id]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
