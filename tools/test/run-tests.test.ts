import { describe, expect, it } from 'vitest';
import { besideEachOther } from './run-tests.mjs';
import { stages, type Stage } from './stages.mjs';

const names = (chosen: readonly Stage[]) =>
  besideEachOther(chosen).map((group) => group.map(({ name }) => name));
const only = (...chosen: string[]) => stages.filter(({ name }) => chosen.includes(name));

describe('stages that run beside another', () => {
  it('run with the one that leaves them a processor, and everything else by itself', () => {
    expect(names(only('unit', 'attack', 'chaos', 'browser'))).toEqual([
      ['unit'],
      ['attack', 'chaos'],
      ['browser'],
    ]);
  });

  it('run by themselves when the other was not asked for', () => {
    expect(names(only('chaos', 'browser'))).toEqual([['chaos'], ['browser']]);
  });

  it('name a stage that comes before them', () => {
    const wrong = stages.filter(
      ({ beside }, place) => beside && !stages.slice(0, place).some(({ name }) => name === beside),
    );
    expect(wrong).toEqual([]);
  });
});
