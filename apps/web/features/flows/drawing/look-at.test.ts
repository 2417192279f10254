import { expect, it } from 'vitest';
import { atTheTop, inSight, wholeScale } from './look-at.ts';

const place = { left: 0, top: 0, width: 500, height: 400 };
const step = (x: number, y: number) => ({ x, y, width: 160, height: 40 });

it('opens at the top with the first step in the middle', () => {
  expect(atTheTop([step(0, 600), step(560, 0), step(1_100, 300)], place)).toEqual({ left: 390, top: 0 });
  expect(atTheTop([step(20, 0)], place)).toEqual({ left: 0, top: 0 });
  expect(atTheTop([], place)).toEqual({ left: 0, top: 0 });
});

it('moves to a step that is out of view, and does not move for a visible one', () => {
  expect(inSight(step(100, 100), place)).toBeNull();
  expect(inSight(step(420, 100), place)).toEqual({ left: 250, top: 0 });
  expect(inSight(step(0, 900), { ...place, left: 300 })).toEqual({ left: 0, top: 720 });
});

it('shows the whole of a large drawing smaller and never enlarges a small one', () => {
  expect(wholeScale({ width: 1_000, height: 200 }, place)).toBe(0.5);
  expect(wholeScale({ width: 100, height: 100 }, place)).toBe(1);
});
