import { describe, expect, it } from 'vitest';
import { intentOf, SHORTCUTS } from './shortcuts.ts';

const press = (key: string, held: { control?: boolean; shift?: boolean; alt?: boolean } = {}) =>
  intentOf({ key, control: false, shift: false, alt: false, ...held });

describe('keys of the editor', () => {
  it('does what the help says for undo, redo, add, connect, lay out and help', () => {
    expect(press('z', { control: true })).toBe('undo');
    expect(press('Z', { control: true, shift: true })).toBe('redo');
    expect(press('y', { control: true })).toBe('redo');
    expect(press('a')).toBe('add');
    expect(press('a', { control: true })).toBe('select-all');
    expect(press('c')).toBe('connect');
    expect(press('l')).toBe('lay-out');
    expect(press('?', { shift: true })).toBe('help');
    expect(press('Tab')).toBe('next');
    expect(press('Tab', { shift: true })).toBe('previous');
  });
  it('leaves the browser its own keys, such as copy, reload and the address bar', () => {
    for (const key of ['c', 'v', 'x', 'r', 'l', 't', 'w']) expect(press(key, { control: true })).toBeNull();
    expect(press('F5')).toBeNull();
    expect(press('ArrowLeft', { alt: true })).toBeNull();
  });
  it('names every key once, with an explanation', () => {
    expect(new Set(SHORTCUTS.map((shortcut) => shortcut.intent)).size).toBe(SHORTCUTS.length);
    for (const shortcut of SHORTCUTS) expect(shortcut.words.length).toBeGreaterThan(3);
  });
});
