import { describe, expect, it, vi } from 'vitest';
import { moveBetweenRows } from './row-keys.ts';

function rows() {
  const first = { focus: vi.fn() };
  const last = { focus: vi.fn() };
  const row = {
    previousElementSibling: first,
    nextElementSibling: last,
    parentElement: { firstElementChild: first, lastElementChild: last },
  };
  const press = (key: string, target: unknown = row) => {
    const open = vi.fn();
    const preventDefault = vi.fn();
    moveBetweenRows({ key, target, currentTarget: row, preventDefault }, open);
    return { open, preventDefault };
  };
  return { first, last, press };
}

describe('moving through a list by keyboard', () => {
  it('moves with the arrows and with Home and End', () => {
    const { first, last, press } = rows();
    press('ArrowDown');
    press('End');
    press('ArrowUp');
    expect(last.focus).toHaveBeenCalledTimes(2);
    expect(first.focus).toHaveBeenCalledTimes(1);
  });

  it('opens the current row with Enter', () => {
    expect(rows().press('Enter').open).toHaveBeenCalledOnce();
  });

  it('ignores keys that are pressed in a button of the row', () => {
    const { open, preventDefault } = rows().press('Enter', { tagName: 'BUTTON' });
    expect(open).not.toHaveBeenCalled();
    expect(preventDefault).not.toHaveBeenCalled();
  });
});
