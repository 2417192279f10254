import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDocument } from '../store/document.ts';
import { waysOut } from '../store/wiring.ts';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { NO_HISTORY, perform, undo } from './history.ts';
import { blockOf, moveOnto } from './moving.ts';

const ways = (document: FlowDocument) =>
  Object.values(document.edges)
    .map((edge) => `${edge.from}.${edge.port}>${edge.to}`)
    .sort();
const moved = (document: FlowDocument, id: string, place: string) => {
  const [from = '', port = ''] = place.split('.');
  const command = moveOnto(document, SAMPLE_KINDS, id, { from, port }, id);
  return typeof command === 'string'
    ? command
    : perform({ document, history: NO_HISTORY }, command, 0).document;
};
const ROW = documentOf({ start: 'trigger', a: 'wait', b: 'send', c: 'wait', stop: 'end', loose: 'wait' }, [
  'start.next>a',
  'a.next>b',
  'b.next>c',
  'c.next>stop',
]);

describe('moving a step onto a branch', () => {
  it('the step before it is connected to the step after it, and the rest of the branch follows it', () => {
    expect(ways(moved(ROW, 'a', 'b.next') as FlowDocument)).toEqual([
      'a.next>c',
      'b.next>a',
      'c.next>stop',
      'start.next>b',
    ]);
    expect(ways(moved(ROW, 'c', 'start.next') as FlowDocument)).toEqual([
      'a.next>b',
      'b.next>stop',
      'c.next>a',
      'start.next>c',
    ]);
  });

  it('an unconnected step is put between two others', () => {
    expect(ways(moved(ROW, 'loose', 'a.next') as FlowDocument)).toContain('loose.next>b');
  });

  it('branches that come together again move with their check', () => {
    const flow = documentOf(
      { start: 'trigger', a: 'wait', check: 'check', l: 'wait', r: 'send', j: 'wait', stop: 'end' },
      ['start.next>check', 'check.yes>l', 'check.no>r', 'l.next>j', 'r.next>j', 'j.next>a', 'a.next>stop'],
    );
    expect([...blockOf(flow, 'check')!.steps].sort()).toEqual(['check', 'l', 'r']);
    expect(ways(moved(flow, 'check', 'a.next') as FlowDocument)).toEqual(
      [
        'start.next>j',
        'j.next>a',
        'a.next>check',
        'check.yes>l',
        'check.no>r',
        'l.next>stop',
        'r.next>stop',
      ].sort(),
    );
  });

  it('one undo brings back its connections and its position', () => {
    const placed = { ...ROW, nodes: { ...ROW.nodes, a: { ...ROW.nodes['a']!, position: { x: 7, y: 8 } } } };
    const command = moveOnto(placed, SAMPLE_KINDS, 'a', { from: 'b', port: 'next' }, 'A');
    if (typeof command === 'string') throw new Error(command);
    const edited = perform({ document: placed, history: NO_HISTORY }, command, 0);
    expect(edited.document.nodes['a']?.position).toBeUndefined();
    expect(undo(edited).document).toEqual(placed);
  });

  it('does nothing on its own branches', () => {
    expect(moved(ROW, 'b', 'a.next')).toBe('own');
    expect(moved(ROW, 'b', 'b.next')).toBe('own');
    expect(moved(DIAMOND, 'check', 'left.next')).toBe('own');
  });

  it('refuses a step without an output where a step follows', () => {
    expect(moved(ROW, 'stop', 'a.next')).toBe('no-way-on');
    expect(moved(ROW, 'stop', 'loose.next')).not.toBe('no-way-on');
  });
});

describe('moving any step anywhere', () => {
  it('keeps every step, one target for every branch, and every connected branch', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), fc.nat(), (document, one, two, three) => {
        const ids = Object.keys(document.nodes).slice(1);
        const id = ids[one % ids.length]!;
        const from = Object.keys(document.nodes)[two % (ids.length + 1)]!;
        const open = waysOut(document, SAMPLE_KINDS, from);
        const port = open[three % Math.max(1, open.length)]?.port.id;
        if (!port) return;
        const command = moveOnto(document, SAMPLE_KINDS, id, { from, port }, id);
        if (typeof command === 'string') return;
        const next = perform({ document, history: NO_HISTORY }, command, 0).document;
        expect(Object.keys(next.nodes)).toEqual(Object.keys(document.nodes));
        const places = Object.values(next.edges).map((edge) => `${edge.from}.${edge.port}`);
        expect(new Set(places).size).toBe(places.length);
        expect(next.edges).not.toEqual(document.edges);
        expect(Object.values(next.edges).find((edge) => edge.from === from && edge.port === port)?.to).toBe(
          id,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
