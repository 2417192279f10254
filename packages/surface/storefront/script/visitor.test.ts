import { describe, expect, test } from 'vitest';
import { STORED_AS, Visitor, type Store } from './visitor.ts';

const NOW = Date.UTC(2026, 10, 28);
const DAY = 86_400_000;
let drawn = 0;
const random = () => {
  drawn += 1;
  return String(drawn).padStart(32, '0');
};
function storage(first: Record<string, string> = {}) {
  const kept = new Map(Object.entries(first));
  const store: Store = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
  return { kept, store: () => store };
}

describe('the name of a browser', () => {
  test('is neither said nor kept before the visitor agrees', () => {
    const { kept, store } = storage();
    expect(new Visitor(store, NOW, random).id).toBeNull();
    expect(kept.size).toBe(0);
  });

  test('is kept from then on, and is the same on the next page', () => {
    const { kept, store } = storage();
    const visitor = new Visitor(store, NOW, random);
    visitor.consent(true, NOW, random);
    expect(visitor.id).toMatch(/^\d{32}$/);
    expect([...kept.keys()]).toEqual([STORED_AS]);
    expect(new Visitor(store, NOW + DAY, random).id).toBe(visitor.id);
  });

  test('is forgotten when they refuse, and another one after that', () => {
    const { kept, store } = storage();
    const visitor = new Visitor(store, NOW, random);
    visitor.consent(true, NOW, random);
    const before = visitor.id;
    visitor.consent(false, NOW, random);
    expect([visitor.id, kept.size]).toEqual([null, 0]);
    visitor.consent(true, NOW, random);
    expect(visitor.id).not.toBe(before);
  });

  test('ends after thirteen months, however often they agreed in between', () => {
    const { store } = storage();
    const visitor = new Visitor(store, NOW, random);
    visitor.consent(true, NOW, random);
    new Visitor(store, NOW + 300 * DAY, random).consent(true, NOW + 300 * DAY, random);
    expect(new Visitor(store, NOW + 394 * DAY, random).id).toBe(visitor.id);
    expect(new Visitor(store, NOW + 396 * DAY, random).id).toBeNull();
  });

  test.each(['', 'null', '{', '{"id":"short","at":1}', '{"id":1}', '[]', '"x"'])(
    'is not read from what somebody else kept: %s',
    (kept) => {
      expect(new Visitor(storage({ [STORED_AS]: kept }).store, NOW, random).id).toBeNull();
    },
  );

  test('lasts as long as the page where the browser keeps nothing', () => {
    const visitor = new Visitor(
      () => {
        throw new Error('SecurityError');
      },
      NOW,
      random,
    );
    visitor.consent(true, NOW, random);
    expect(visitor.id).toMatch(/^\d{32}$/);
  });
});
