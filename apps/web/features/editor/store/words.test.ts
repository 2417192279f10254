import { describe, expect, it } from 'vitest';
import { readable } from './words.ts';

describe('placeholders on cards', () => {
  it('shows the default for a missing value', () => {
    expect(readable('Hello {{ customer.firstName | default: "there" }}!')).toBe('Hello there!');
  });
  it('shows the name of the value when there is no default', () => {
    expect(readable('From {{ store.name }}')).toBe('From [name of the shop]');
    expect(readable('Your {{ decision.weather }}')).toBe('Your [weather]');
  });
  it('survives an incomplete placeholder', () => {
    expect(readable('E-mail “{{ discount.label | default: "Something o…')).toContain('E-mail “');
    expect(readable('{{ {{ }} }}')).toBeTypeOf('string');
  });
});
