import { factField, factsOf } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownValues } from '../../actions.ts';
import { valueControl } from '../condition/condition-model.ts';
import { isPicked, namesToKeep, takesMany, valueChoices } from './choices.ts';

const known: KnownValues = {
  values: [
    { value: 'DE', label: 'Germany', image: null, people: 1_204 },
    { value: 'US', label: 'United States', image: null, people: 3 },
  ],
  more: false,
};
const words = (typed: string, values: KnownValues | null = known) =>
  valueChoices(values, typed).options.map(({ label, help }) => help ?? label);

describe('values to pick', () => {
  it('are found by name and by stored value, with the number of people who have them', () => {
    expect(words('')).toEqual(['Germany', 'United States']);
    expect(words('ger')[0]).toBe('Germany');
    expect(words('de')).toEqual(['Germany']);
    expect(valueChoices(known, ' GERMANY ').options).toEqual([
      { value: 'DE', label: 'Germany', image: null, aside: '1,204' },
    ]);
  });

  it('offer the typed text last, and say what it means', () => {
    expect(words('Freedonia')).toEqual(['No customer has it now']);
    expect(words('Freedonia', { ...known, more: true })).toEqual(['Not in this list']);
    expect(words('Freedonia', null)).toEqual(['Not checked yet']);
  });

  it('let Enter choose only a match of the typed text, however late the server answers', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const { options, knownFirst } = valueChoices(known, typed);
        const wanted = typed.trim().toLowerCase();
        for (const option of options)
          expect(
            option.value === typed.trim() || `${option.label} ${option.value}`.toLowerCase().includes(wanted),
          ).toBe(true);
        expect(knownFirst).toBe(options.some(({ icon }) => icon === undefined));
      }),
    );
  });

  it('are offered where a whole text or an item of a list is compared, and nowhere else', () => {
    const typedByHand = factsOf(kinds).fields.flatMap((field) =>
      field.operators
        .filter(
          (operator) =>
            ['text', 'texts'].includes(valueControl(field, operator)) && !isPicked(field, operator),
        )
        .map((operator) => `${field.path} ${operator}`),
    );
    // Some letters of a text, names and addresses, and what only a flow decides.
    const allowed =
      /^(customer\.(email|phone|firstName|lastName)|decision\.\S+) |contains$|does-not-contain$|starts-with$/;
    expect(typedByHand.filter((one) => !allowed.test(one))).toEqual([]);
    expect(isPicked(factField('customer.tags'), 'contains')).toBe(true);
    expect(isPicked(factField('customer.city'), 'contains')).toBe(false);
    expect(isPicked(factField('customer.properties.plan'), 'is-one-of')).toBe(true);
    expect(isPicked(factField('customer.properties.hobbies'), 'contains', true)).toBe(true);
    expect(isPicked(factField('customer.ordersCount'), 'is')).toBe(false);
    expect([takesMany('contains'), takesMany('is-none-of'), takesMany('is')]).toEqual([true, true, false]);
  });

  it('keep the names of products, since their ids are not readable, and of nothing else', () => {
    const kettle = { value: '8412', label: 'Copper kettle' };
    expect(namesToKeep('cart.productIds', [kettle])).toEqual({ '8412': 'Copper kettle' });
    expect(namesToKeep('cart.productIds', [{ value: 'x', label: 'x' }])).toBeUndefined();
    expect(namesToKeep('customer.country', [{ value: 'DE', label: 'Germany' }])).toBeUndefined();
  });
});
