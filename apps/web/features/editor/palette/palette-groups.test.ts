import { describe, expect, it } from 'vitest';
import { SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { paletteGroups } from './palette-groups.ts';

const names = (filter: Partial<Parameters<typeof paletteGroups>[1]>) =>
  paletteGroups(SAMPLE_KINDS, { query: '', hasTrigger: true, mustContinue: false, ...filter }).flatMap(
    (group) => group.kinds.map((kind) => kind.kind),
  );

describe('the list of steps to add', () => {
  it('offers a start only while the flow has none', () => {
    expect(names({})).not.toContain('trigger');
    expect(names({ hasTrigger: false })[0]).toBe('trigger');
  });
  it('offers no end where something already follows', () => {
    expect(names({ mustContinue: true })).not.toContain('end');
    expect(names({})).toContain('end');
  });
  it('finds steps by common words that no title has', () => {
    expect(names({ query: 'delay' })).toEqual(['wait']);
    expect(names({ query: 'IF' })).toEqual(['check']);
    expect(names({ query: 'zebra' })).toEqual([]);
  });
  it('puts matches in the title first, so that Enter takes the right step', () => {
    expect(names({ query: 'end' })[0]).toBe('end');
    expect(names({ query: 'wa' })[0]).toBe('wait');
  });
});
