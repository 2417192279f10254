import { describe, expect, it } from 'vitest';
import { DIAMOND, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { outlineOf } from './outline.ts';
import { treeMove } from './tree-move.ts';

const items = outlineOf(DIAMOND, SAMPLE_KINDS);
const go = (from: string, key: string) => treeMove(items, from, key);

describe('arrow keys in the outline', () => {
  it('goes line by line and stops at both ends', () => {
    expect(go('step:start', 'ArrowDown')).toBe('step:check');
    expect(go('step:start', 'ArrowUp')).toBe('step:start');
    expect(go(items.at(-1)!.key, 'ArrowDown')).toBe(items.at(-1)!.key);
    expect(go('step:join', 'Home')).toBe('step:start');
  });
  it('right goes into a branch and left comes back out to the step it belongs to', () => {
    expect(go('step:check', 'ArrowRight')).toBe('way:check:yes');
    expect(go('way:check:yes', 'ArrowLeft')).toBe('step:check');
    expect(go('step:left', 'ArrowLeft')).toBe('way:check:yes');
    expect(go('step:start', 'ArrowRight')).toBe('step:start');
  });
  it('ignores other keys', () => {
    expect(go('step:start', 'x')).toBeNull();
  });
});
