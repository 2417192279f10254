import { parseGraph } from '@millrace/flow';
import { describe, expect, it } from 'vitest';
import { toGraph } from '../store/document.ts';
import { DIAMOND } from '../testing/sample-kinds.ts';
import { createLocalCopies, type LocalCopy, type Shelf } from './local-copies.ts';

/** A browser's storage with this capacity, in characters. */
function shelfOf(room = Infinity): Shelf & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      const used = [...texts].reduce(
        (sum, [other, value]) => sum + (other === key ? 0 : value.length),
        text.length,
      );
      if (used > room) throw new Error('QuotaExceededError');
      texts.set(key, text);
    },
    removeItem: (key) => void texts.delete(key),
  };
}

const graph = parseGraph(toGraph(DIAMOND));
const copy = (more: Partial<LocalCopy> = {}): LocalCopy => ({
  flow: 'flow-1',
  tab: 'tab-1',
  at: 1,
  revision: 3,
  base: graph,
  draft: graph,
  ...more,
});

describe('unsaved work in the browser', () => {
  it('is found unchanged, the newest first, by the same user', () => {
    const shelf = shelfOf();
    const mine = createLocalCopies(shelf, 'ada');
    expect(mine.put(copy())).toBe(true);
    expect(mine.put(copy({ tab: 'tab-2', at: 5 }))).toBe(true);
    expect(mine.put(copy({ flow: 'flow-10' }))).toBe(true);
    expect(mine.of('flow-1')).toEqual([copy({ tab: 'tab-2', at: 5 }), copy()]);
    expect(createLocalCopies(shelf, 'bob').of('flow-1')).toEqual([]);
    mine.remove('flow-1', 'tab-2');
    expect(mine.of('flow-1')).toEqual([copy()]);
  });

  it('is found when an earlier release wrote it, and deleted when it cannot be read', () => {
    const shelf = shelfOf();
    const mine = createLocalCopies(shelf, 'ada');
    mine.put(copy());
    const key = shelf.key(0)!;
    const attribution = { emailHours: 24, smsClickHours: 48, smsDeliveryHours: 1 };
    const earlier = { ...graph, schemaVersion: 1, settings: { ...graph.settings, attribution } };
    shelf.setItem(key, JSON.stringify({ form: 1, ...copy(), base: null, draft: earlier }));
    expect(mine.of('flow-1')[0]!.draft.settings.attribution).toEqual({
      email: { opened: 24, clicked: 24 },
      sms: { clicked: 48, delivered: 1 },
    });
    shelf.setItem(key, JSON.stringify({ form: 1, ...copy(), draft: { ...graph, schemaVersion: 99 } }));
    expect(mine.of('flow-1')).toEqual([]);
  });

  it('uses the space of other flows, then drops its base, before it is given up', () => {
    const one = JSON.stringify({ form: 1, ...copy() }).length;
    const half = JSON.stringify({ form: 1, ...copy({ base: null }) }).length;
    const tight = createLocalCopies(shelfOf(one + 10), 'ada');
    tight.put(copy({ flow: 'flow-2' }));
    expect(tight.put(copy())).toBe(true);
    expect(tight.of('flow-1')).toEqual([copy()]);
    expect(tight.of('flow-2')).toEqual([]);
    const tiny = createLocalCopies(shelfOf(half + 10), 'ada');
    expect(tiny.put(copy())).toBe(true);
    expect(tiny.of('flow-1')).toEqual([copy({ base: null })]);
    expect(createLocalCopies(shelfOf(10), 'ada').put(copy())).toBe(false);
  });

  it('is deleted when it cannot be read', () => {
    const shelf = shelfOf();
    const mine = createLocalCopies(shelf, 'ada');
    mine.put(copy());
    for (const text of [
      '',
      '{',
      '{"form":2}',
      JSON.stringify({ form: 1, ...copy(), draft: { nodes: 'none' } }),
    ]) {
      shelf.texts.set('millrace/unsaved/ada/flow-1/odd', text);
      expect(mine.of('flow-1')).toEqual([copy()]);
      expect(shelf.texts.size).toBe(1);
    }
  });
});
