import { describe, expect, it } from 'vitest';
import { readable } from './words.ts';

describe('placeholders on cards', () => {
  it('reads as what stands in when the value is missing', () => {
    expect(readable('Hello {{ customer.firstName | default: "there" }}!')).toBe('Hello there!');
  });
  it('reads as what the value is called when nothing stands in', () => {
    expect(readable('From {{ store.name }}')).toBe('From [name of the shop]');
    expect(readable('Your {{ decision.weather }}')).toBe('Your [weather]');
  });
  it('survives a placeholder that was cut off in the middle', () => {
    expect(readable('E-mail “{{ discount.label | default: "Something o…')).toContain('E-mail “');
    expect(readable('{{ {{ }} }}')).toBeTypeOf('string');
  });
});
