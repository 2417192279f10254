import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { differenceOf, differenceWords } from './compare.ts';
import { sameValue, toDocument, toGraph, type FlowDocument } from './document.ts';
import { newId } from './ids.ts';
import { reachFrom } from './reach.ts';
import { failureOf, retryAfter, SaveFailure } from './save-failure.ts';
import { changedPaths } from './to-do.ts';
import { openPorts, rootsOf, waysOut, wiringOf } from './wiring.ts';

describe('a flow while it is edited', () => {
  it('is stored as it was opened', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(toDocument(toGraph(document))).toEqual(document);
        expect(toDocument(JSON.parse(JSON.stringify(toGraph(document))))).toEqual(document);
      }),
    );
  });

  it('has every edge once on the way out and once on the way in', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { out, into } = wiringOf(document);
        const all = Object.keys(document.edges).toSorted();
        const ids = (map: typeof out) =>
          [...map.values()].flatMap((edges) => edges.map(({ id }) => id)).toSorted();
        expect([ids(out), ids(into)]).toEqual([all, all]);
        for (const id of Object.keys(document.nodes)) {
          const ways = waysOut(document, SAMPLE_KINDS, id);
          expect(ways.filter(({ edge }) => edge)).toHaveLength(out.get(id)?.length ?? 0);
          for (const port of openPorts(document, SAMPLE_KINDS, id))
            expect(ways.find((way) => way.port.id === port)?.edge).toBeUndefined();
        }
      }),
    );
  });

  it('keeps showing a connection whose branch was taken away, as one that has to go', () => {
    const document = documentOf({ a: 'check', b: 'end', c: 'end' }, ['a.yes>b', 'a.perhaps>c']);
    expect(waysOut(document, SAMPLE_KINDS, 'a').map((way) => [way.port.id, way.edge?.to, way.stale])).toEqual(
      [
        ['yes', 'b', false],
        ['no', undefined, false],
        ['perhaps', 'c', true],
      ],
    );
  });

  it('begins with its trigger, whatever else nothing leads to', () => {
    const document = documentOf({ loose: 'wait', start: 'trigger', end: 'end' }, ['start.next>end']);
    expect(rootsOf(document, SAMPLE_KINDS)).toEqual(['start', 'loose']);
  });

  it('reaches a step exactly when some way of edges leads there', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), (document, at) => {
        const ids = Object.keys(document.nodes);
        const from = ids[at % ids.length]!;
        // Slow and obvious: grow until nothing is added.
        const found = new Set([from]);
        for (let size = 0; size !== found.size;) {
          size = found.size;
          for (const edge of Object.values(document.edges)) if (found.has(edge.from)) found.add(edge.to);
        }
        expect([...reachFrom(document, [from])].toSorted()).toEqual([...found].toSorted());
      }),
    );
  });
});

describe('comparing values', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, inner]) => [key, shuffled(inner)]),
          )
        : value;

  it('minds no order of keys, and nothing that is undefined', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(sameValue(value, shuffled(value))).toBe(true);
        expect(sameValue({ value }, { value, gone: undefined })).toBe(true);
        expect(sameValue({ value, gone: undefined }, { value })).toBe(true);
        expect(changedPaths(value, shuffled(value))).toEqual([]);
      }),
    );
  });

  it('agrees with a comparison of sorted JSON', () => {
    const sorted = (value: unknown): string =>
      JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
          : inner,
      );
    fc.assert(
      fc.property(json, json, (one, other) => {
        // JSON writes minus zero as zero, and so does the server.
        fc.pre(
          !JSON.stringify([one, other], (_key, x: unknown) => (Object.is(x, -0) ? 'minus' : x)).includes(
            'minus',
          ),
        );
        expect(sameValue(one, other)).toBe(sorted(one) === sorted(other));
        expect(changedPaths(one, other).length > 0).toBe(sorted(one) !== sorted(other));
      }),
    );
  });

  test.each([
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: null }, {}],
    ['1', 1],
    [[undefined], []],
  ])('tells %j from %j', (one, other) => {
    expect(sameValue(one, other)).toBe(false);
    expect(sameValue(other, one)).toBe(false);
  });
});

describe('the difference of two forms of a flow', () => {
  const without = (document: FlowDocument): FlowDocument => ({
    ...document,
    nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => id !== 'left')),
  });
  const named: FlowDocument = {
    ...DIAMOND,
    nodes: { ...DIAMOND.nodes, right: { ...DIAMOND.nodes['right']!, name: 'A while' } },
  };
  const moved: FlowDocument = {
    ...DIAMOND,
    nodes: { ...DIAMOND.nodes, right: { ...DIAMOND.nodes['right']!, position: { x: 9, y: 9 } } },
  };
  const words = (from: FlowDocument, to: FlowDocument) => {
    const difference = differenceOf(from, to);
    return difference && differenceWords(difference);
  };
  test.each([
    ['equal', DIAMOND, structuredClone(DIAMOND), null],
    ['a step renamed', DIAMOND, named, '1 step is different'],
    ['a step missing', DIAMOND, without(DIAMOND), '1 step is missing here'],
    ['a step added', without(DIAMOND), DIAMOND, '1 step is only here'],
    ['several at once', without(DIAMOND), named, '1 step is different, 1 is only here'],
    ['only moved', DIAMOND, moved, 'only places on the canvas differ'],
    ['rewired', DIAMOND, { ...DIAMOND, edges: {} }, 'connections differ'],
    [
      'another holdout',
      DIAMOND,
      { ...DIAMOND, settings: { ...DIAMOND.settings, holdout: 0.3 } },
      'the flow’s settings differ',
    ],
    ['about another thing', DIAMOND, { ...DIAMOND, subject: 'order' as const }, 'the flow’s settings differ'],
  ])('%s', (_what, from, to, said) => {
    expect(words(from, to)).toBe(said);
  });

  it('counts each way what the other way has missing', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (one, other) => {
        const [there, back] = [differenceOf(one, other), differenceOf(other, one)];
        expect(there?.added).toBe(back?.removed);
        expect(there?.removed).toBe(back?.added);
        expect(there?.changed).toBe(back?.changed);
      }),
    );
  });
});

describe('a new id', () => {
  it('is never one that is taken, is readable, and names the kind', () => {
    const seen = new Set<string>();
    // Always the same letters: the worst luck there is.
    for (let count = 0; count < 30; count += 1) seen.add(newId('wait', seen, () => 0.25));
    expect(seen.size).toBe(30);
    for (const id of seen) expect(id).toMatch(/^wait-[a-z2-9]{4,}$/);
    expect(newId('wait', new Set(), () => 0.999_999)).toMatch(/^wait-9999$/);
  });
});

describe('after a failed save', () => {
  test.each(['offline', 'busy', 'server'] as const)(
    '%s is tried again, later each time, and at most after half a minute',
    (kind) => {
      const waits = Array.from({ length: 12 }, (_, failures) => retryAfter(kind, failures + 1) ?? 0);
      expect(waits.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
      expect(waits).toEqual(waits.toSorted((one, other) => one - other));
      expect(waits.at(-1)).toBe(30_000);
    },
  );

  test.each(['not-allowed', 'gone', 'too-large', 'refused'] as const)('%s waits for the user', (kind) => {
    expect(retryAfter(kind, 1)).toBeNull();
  });

  it('an error of any kind is told, and its own words are kept', () => {
    const known = new SaveFailure('gone', 'This flow was deleted.');
    expect(failureOf(known)).toBe(known);
    expect(failureOf(new Error('fetch failed'))).toMatchObject({ kind: 'offline', message: 'fetch failed' });
    expect(failureOf('odd').message).toBe('odd');
  });
});
