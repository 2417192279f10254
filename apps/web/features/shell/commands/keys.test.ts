import { describe, expect, it } from 'vitest';
import { globalAction, type PressedKey } from './keys.ts';

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  ...more,
});

describe('keys that work on every screen', () => {
  it('opens the palette with Ctrl or Cmd and K, even from a text field', () => {
    expect(globalAction(press('k', { ctrlKey: true, typing: true }), false)).toEqual({ act: 'palette' });
    expect(globalAction(press('K', { metaKey: true }), false)).toEqual({ act: 'palette' });
  });

  it('ignores a question mark and letters while the user types', () => {
    expect(globalAction(press('?', { typing: true }), false)).toBeNull();
    expect(globalAction(press('g', { typing: true }), false)).toBeNull();
  });

  it('goes to a place with g and then the letter of the place', () => {
    expect(globalAction(press('g'), false)).toEqual({ act: 'begin-go' });
    expect(globalAction(press('f'), true)).toEqual({ act: 'go', key: 'f' });
    expect(globalAction(press('f'), false)).toBeNull();
  });
});
