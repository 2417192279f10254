import { describe, expect, test } from 'vitest';
import { arriveAt, checked, sceneOf } from '../testing/scene.ts';
import { abTest } from './definition.ts';

const config = {
  paths: [
    { id: 'a', name: 'Story', weight: 1 },
    { id: 'b', name: 'Offer', weight: 3 },
  ],
  goals: ['message-clicked'],
  withinDays: 3,
};
const { round } = abTest.test!(abTest.config.parse(config) as never);
const knowing = (had: string | null, variant: string | null = null, of = round) => ({
  facts: { tests: { node: { had, chosen: variant === null ? null : { variant, round: of } } } },
});

describe('somebody who comes to a test', () => {
  test('is drawn by the shares, and the draw is kept', () => {
    expect(arriveAt(abTest, config, { draw: 0.2 })).toEqual({
      go: 'a',
      sentence: 'Drawn at random: “Story”.',
      with: { variant: { variant: 'a', round, withinDays: 3 } },
    });
    expect(arriveAt(abTest, config, { draw: 0.3 })).toMatchObject({ go: 'b' });
    expect(arriveAt(abTest, config, { draw: 0.999_999 })).toMatchObject({ go: 'b' });
  });

  test('again keeps the variant they had, whatever is drawn or chosen', () => {
    expect(arriveAt(abTest, config, { draw: 0.9, ...knowing('a', 'b') })).toEqual({
      go: 'a',
      sentence: 'Keeps their variant: “Story”.',
    });
  });

  test('for the first time gets the variant that was chosen, and is not counted', () => {
    expect(arriveAt(abTest, config, { draw: 0.1, ...knowing(null, 'b') })).toEqual({
      go: 'b',
      sentence: 'Gets the variant that was chosen: “Offer”.',
    });
  });

  test('is drawn when the choice was made under other settings, or of a variant that is gone', () => {
    for (const known of [knowing(null, 'b', 'other'), knowing(null, 'gone'), knowing('gone')])
      expect(arriveAt(abTest, config, { draw: 0.1, ...known })).toMatchObject({ go: 'a' });
  });

  test('is drawn by their own id, so that other visits and versions draw the same', () => {
    const asked: string[] = [];
    const scene = {
      ...sceneOf(abTest, config),
      draw: (_salt: string, by?: string) => (asked.push(by ?? ''), 0),
    };
    abTest.meaning.arrive(scene);
    expect(asked).toEqual(['customer']);
  });
});

test('other shares, goals or days are another round; another name is not', () => {
  const roundOf = (change: object) =>
    abTest.test!(abTest.config.parse({ ...config, ...change }) as never).round;
  expect(roundOf({ goals: ['order-placed'] })).not.toBe(round);
  expect(roundOf({ withinDays: 4 })).not.toBe(round);
  expect(roundOf({ paths: config.paths.map((path) => ({ ...path, weight: 1 })) })).not.toBe(round);
  expect(roundOf({ paths: config.paths.map((path) => ({ ...path, name: 'x' })), least: 500 })).toBe(round);
});

test('needs two variants that somebody can get', () => {
  expect(
    checked(abTest, { ...config, paths: config.paths.map((path, index) => ({ ...path, weight: index })) }),
  ).toEqual(['Only one variant has a share, so there is nothing to compare. Give another one a share.']);
  expect(checked(abTest, config)).toEqual([]);
  expect(abTest.sentence(config)).toBe('Test Story / Offer by: clicked in a message');
});

test('a test of given variants is complete, with the same share for each and their ids as ports', () => {
  const variants = [
    { id: 'a', name: 'As it is' },
    { id: 'b', name: 'Question' },
    { id: 'c', name: 'Benefit' },
  ];
  const made = abTest.config.parse(abTest.testOf!(variants));
  expect(abTest.ports(made as never)).toEqual(
    variants.map(({ id, name }) => ({ id, label: `${name} (33%)` })),
  );
  expect(abTest.test!(made as never).variants.map(({ share }) => share)).toEqual([1, 1, 1]);
});
