import { TEMPLATES, type Template } from '@millrace/templates';
import { describe, expect, test } from 'vitest';
import { orderFits, orderSentence, sizeOf, type Candidate } from './order-fits.ts';

const earning = (low: number, high: number): Candidate['earned'] => ({
  total: { low, high },
  buyers: null,
  gain: { low, high },
  discount: { low: 0, high: 0 },
  messages: 0,
  hours: { low: 0, high: 0 },
  work: { low: 0, high: 0 },
});
const of = (template: Template, more: Partial<Candidate> = {}): Candidate => ({
  template,
  lacks: 0,
  moment: template.id,
  messages: 2,
  earned: earning(1_000, 2_000),
  runs: null,
  isItself: false,
  ...more,
});
const all = (more: Partial<Candidate> = {}) => TEMPLATES.map((template) => of(template, more));
const store = (orders: number | null) => ({ orders, hourCost: 3_000 });
const at = (placed: ReturnType<typeof orderFits>, place: string) =>
  placed.filter((one) => one.place === place).map(({ candidate }) => candidate.template);

describe('how many are recommended', () => {
  test.each([
    [40, 2],
    [120, 3],
    [1_500, 4],
    [10_000, 5],
  ])('%i orders a month: %i flows first', (orders, first) => {
    const placed = orderFits(all({ earned: earning(100_000, 200_000) }), store(orders));
    expect(at(placed, 'first')).toHaveLength(first);
    expect(placed).toHaveLength(TEMPLATES.length);
    expect(orderSentence(placed, orders)).toContain(placed[0]!.candidate.template.title);
  });

  test('a small store is told why so few, and an empty one that nothing can be worked out', () => {
    const small = orderFits(all(), store(120));
    expect(orderSentence(small, 120)).toMatch(
      /^120 orders a month: an A\/B test or a learned offer can’t show anything yet\. Begin with these three: /,
    );
    const empty = orderFits(all({ earned: null }), store(0));
    expect(orderSentence(empty, 0)).toMatch(/^Your store has no orders here yet/);
    expect(at(empty, 'first')).toHaveLength(3);
    const bare = orderFits(all({ earned: null, lacks: 2 }), store(null));
    expect(orderSentence(bare, null)).toMatch(/^Nothing is ready yet\. Connect your store/);
    expect([null, 0, 299, 300, 3_000].map(sizeOf)).toEqual(['unknown', 'empty', 'small', 'middle', 'large']);
  });
});

describe('the order', () => {
  test('what should bring most comes first, less the time it takes to read its messages', () => {
    const [one, two, three] = TEMPLATES.filter(({ level }) => level <= 3) as [Template, Template, Template];
    const placed = orderFits(
      [
        of(one, { earned: earning(10_000, 20_000), messages: 9 }),
        of(two, { earned: earning(10_000, 20_000), messages: 1 }),
        of(three, { earned: earning(20_000, 40_000), messages: 9 }),
      ],
      store(500),
    );
    expect(placed.map(({ candidate }) => candidate.template.id)).toEqual([three.id, two.id, one.id]);
  });

  test('no flow of a level is recommended before there are orders for it, however much it should bring', () => {
    for (const [orders, most] of [
      [99, 3],
      [999, 4],
      [1_000, 5],
    ] as const) {
      const placed = orderFits(
        TEMPLATES.map((template) => of(template, { earned: earning(0, 10_000 * template.level ** 5) })),
        store(orders),
      );
      expect(Math.max(...at(placed, 'first').map(({ level }) => level))).toBe(most);
      for (const { level } of at(placed, 'later')) expect(level).toBeGreaterThan(most);
    }
  });

  test('two flows for the same moment are not begun together, and none beside one that runs', () => {
    const two = TEMPLATES.filter(({ level }) => level <= 3)
      .slice(0, 2)
      .map((template) => of(template, { moment: 'cart', earned: earning(90_000, 99_000) }));
    const placed = orderFits(two, store(500));
    expect(placed.map(({ place }) => place)).toEqual(['first', 'next']);
    expect(placed[1]!.reason).toContain('same moment');
    const beside = orderFits([of(two[0]!.template, { moment: 'cart', runs: 'Carts' })], store(500));
    expect(beside[0]).toMatchObject({ place: 'next', reason: '“Carts” is for the same moment already.' });
    const itself = orderFits([of(two[0]!.template, { runs: 'Carts', isItself: true })], store(500));
    expect(itself[0]).toMatchObject({ place: 'running', reason: '“Carts” runs already.' });
    expect(orderSentence(itself, 500)).toContain('run already');
  });

  test('what lacks something is never first, and what may cost more than it brings is not recommended', () => {
    const [template] = TEMPLATES.filter(({ level }) => level <= 3) as [Template];
    expect(orderFits([of(template, { lacks: 1 })], store(500))[0]!.place).toBe('missing');
    const loses = orderFits([of(template, { earned: earning(-9_000, 1_000) })], store(500))[0]!;
    expect(loses).toMatchObject({
      place: 'next',
      reason: 'Ready, but it may cost more than it brings here.',
    });
    const unknown = orderFits([of(template, { earned: null }), of(TEMPLATES[1]!)], store(500));
    expect(unknown.map(({ candidate }) => candidate.template.id)).toContain(template.id);
  });
});

test('every reason is one or two sentences', () => {
  for (const orders of [null, 0, 50, 500, 50_000])
    for (const earned of [null, earning(-100, 100), earning(0, 0), earning(9_000, 10_000)])
      for (const { reason } of orderFits(all({ earned, messages: 1 }), store(orders)))
        expect(reason).toMatch(/^[A-Z“].{10,180}\.$/);
});
