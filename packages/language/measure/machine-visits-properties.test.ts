import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeVisits, MACHINE_REASONS, VISIT_PATIENCE, type Verdict, type Visit } from './index.ts';

const SENT = Date.UTC(2026, 5, 1);
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  '',
] as const;
const visit: fc.Arbitrary<Visit> = fc
  .record({
    kind: fc.constantFrom('open' as const, 'click' as const, 'page' as const),
    link: fc.nat(2),
    agent: fc.oneof({ weight: 4, arbitrary: fc.constant(AGENTS[0]) }, fc.constantFrom(...AGENTS)),
    prefetch: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  })
  .map((drawn) => ({ ...drawn, at: 0, link: drawn.kind === 'click' ? drawn.link : null }));
/** Visits one after the other, at gaps of parts of a second and of minutes. */
const visits: fc.Arbitrary<Visit[]> = fc
  .array(fc.tuple(visit, fc.constantFrom(100, 400, 900, 1_100, 2_100, 60_000)), { maxLength: 8 })
  .map((drawn) => {
    let at = SENT + 60_000;
    return drawn.map(([one, gap]) => ({ ...one, at: (at += gap) }));
  });
const isMachine = (verdict: Verdict) => verdict.by === 'machine';

describe('whoever visits', () => {
  test('is judged once each, as a person or as a machine for a reason that has a name', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const verdicts = judgeVisits(SENT, list);
        expect(verdicts).toHaveLength(list.length);
        for (const verdict of verdicts)
          if (verdict.by === 'machine') expect(MACHINE_REASONS).toContain(verdict.why);
      }),
      { numRuns: 300 },
    );
  });

  test('is judged the same at any other hour', () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: -1e9, max: 1e9 }), (list, shift) => {
        const later = list.map((one) => ({ ...one, at: one.at + shift }));
        expect(judgeVisits(SENT + shift, later)).toEqual(judgeVisits(SENT, list));
      }),
    );
  });

  test('is judged by what comes within two seconds, and by nothing further off', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const clusters: Visit[][] = [];
        for (const one of list) {
          const last = clusters.at(-1);
          if (last && one.at - last.at(-1)!.at <= 2_000) last.push(one);
          else clusters.push([one]);
        }
        expect(clusters.flatMap((cluster) => judgeVisits(SENT, cluster))).toEqual(judgeVisits(SENT, list));
      }),
      { numRuns: 300 },
    );
  });

  test('stays a machine whatever else is seen', () => {
    fc.assert(
      fc.property(visits, visit, fc.nat(8), (list, more, place) => {
        const index = place % (list.length + 1);
        const at = ((list[index - 1]?.at ?? SENT + 60_000) + (list[index]?.at ?? SENT + 1e6)) / 2;
        const grown = [...list.slice(0, index), { ...more, at }, ...list.slice(index)];
        const [before, after] = [judgeVisits(SENT, list), judgeVisits(SENT, grown).toSpliced(index, 1)];
        before.forEach((verdict, which) => {
          if (isMachine(verdict)) expect(isMachine(after[which]!)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('that was judged stays as it was, and others are judged beside it as before', () => {
    fc.assert(
      fc.property(visits, (list) => {
        const verdicts = judgeVisits(SENT, list);
        const known = list.map((one, index) => (index % 2 === 0 ? { ...one, judged: verdicts[index] } : one));
        const again = judgeVisits(SENT, known);
        known.forEach((one, index) => {
          if (one.judged) expect(again[index]).toEqual(one.judged);
        });
        expect(again.map(isMachine)).toEqual(verdicts.map(isMachine));
      }),
      { numRuns: 300 },
    );
  });

  test('alone, in a browser and after a minute, is a person', () => {
    fc.assert(
      fc.property(visit, (one) => {
        const alone = { ...one, at: SENT + 60_000, agent: AGENTS[0], prefetch: false };
        expect(judgeVisits(SENT, [alone])).toEqual([{ by: 'person' }]);
        expect(judgeVisits(null, [alone])).toEqual([{ by: 'person' }]);
      }),
    );
  });

  test('is looked at for longer than what gives a machine away takes', () => {
    const [first, second] = [0, 1].map((link) => ({
      at: SENT + 60_000 + link * 1_000,
      kind: 'click' as const,
      link,
      agent: AGENTS[0],
      prefetch: false,
    }));
    expect(judgeVisits(SENT, [first!, second!]).map(isMachine)).toEqual([true, true]);
    expect(second!.at - first!.at).toBeLessThan(VISIT_PATIENCE);
  });
});
