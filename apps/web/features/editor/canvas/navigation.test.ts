import { describe, expect, it } from 'vitest';
import { DIAMOND, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { alongReading, neighbour, type Direction } from './navigation.ts';

const spots = new Map([
  ['start', { x: 0, y: 0 }],
  ['check', { x: 0, y: 100 }],
  ['left', { x: -150, y: 200 }],
  ['right', { x: 150, y: 200 }],
  ['join', { x: 0, y: 300 }],
  ['stop', { x: 0, y: 400 }],
]);
const go = (from: string, direction: Direction) => neighbour(DIAMOND, SAMPLE_KINDS, spots, from, direction);

describe('moving about with the arrow keys', () => {
  it('down follows the first branch and up goes back to the step before', () => {
    expect(go('check', 'down')).toBe('left');
    expect(go('right', 'down')).toBe('join');
    expect(go('right', 'up')).toBe('check');
  });
  it('left and right go to the branch beside and stop at the outermost', () => {
    expect(go('left', 'right')).toBe('right');
    expect(go('right', 'left')).toBe('left');
    expect(go('right', 'right')).toBeUndefined();
  });
  it('stays where it is at the ends of the flow', () => {
    expect(go('start', 'up')).toBeUndefined();
    expect(go('stop', 'down')).toBeUndefined();
  });
  it('Tab follows reading order and leaves the canvas past the last step', () => {
    const order = ['start', 'check', 'left', 'join', 'stop', 'right'];
    expect(alongReading(order, 'check', 1)).toBe('left');
    expect(alongReading(order, 'right', 1)).toBeUndefined();
    expect(alongReading(order, 'start', -1)).toBeUndefined();
  });
});
