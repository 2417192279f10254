import { conditionSchema, factsOf, type Condition } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asGroup,
  beginAggregate,
  changeMeasure,
  beginFact,
  changeFact,
  changeOperator,
  fromGroup,
  negate,
  valueControl,
} from './condition-model.ts';

const facts = factsOf(kinds);
const anyPath = fc.constantFrom(...facts.fields.map((field) => field.path));

describe('building conditions', () => {
  it('starts every fact with a valid comparison and value', () => {
    for (const field of facts.fields) {
      const condition = beginFact(facts, field.path);
      expect(field.operators).toContain(condition.operator);
      expect(conditionSchema.safeParse(condition).success).toBe(true);
    }
    expect(conditionSchema.safeParse(beginAggregate()).success).toBe(true);
  });

  it('stays valid for any fact and comparison', () => {
    fc.assert(
      fc.property(anyPath, fc.array(fc.tuple(anyPath, fc.nat(20)), { maxLength: 6 }), (first, changes) => {
        let condition = beginFact(facts, first);
        for (const [path, number] of changes) {
          condition = changeFact(facts, condition, path);
          const { operators } = facts.fields.find((field) => field.path === path)!;
          condition = changeOperator(facts, condition, operators[number % operators.length]!);
          expect(operators).toContain(condition.operator);
          expect(conditionSchema.safeParse(condition).success).toBe(true);
          expect(
            valueControl(
              facts.fields.find((field) => field.path === path),
              condition.operator,
            ),
          ).toBeDefined();
        }
      }),
    );
  });

  it('keeps the value when a comparison becomes a list and back', () => {
    const germany = { fact: 'customer.country', operator: 'is' as const, value: 'DE' };
    const list = changeOperator(facts, germany, 'is-one-of');
    expect(list.value).toEqual(['DE']);
    expect(changeOperator(facts, list, 'is')).toEqual(germany);
  });

  it('keeps a number for another number, and drops a country for a city', () => {
    expect(
      changeFact(facts, { fact: 'cart.total', operator: 'at-least', value: 7 }, 'order.total').value,
    ).toBe(7);
    expect(
      changeFact(facts, { fact: 'customer.country', operator: 'is', value: 'DE' }, 'customer.city').value,
    ).toBe('');
    expect(
      changeFact(
        facts,
        { fact: 'cart.productIds', operator: 'contains', value: '1', called: { '1': 'Kettle' } },
        'customer.tags',
      ),
    ).toEqual(beginFact(facts, 'customer.tags'));
  });

  it('starts a property with the type of its values in this store', () => {
    expect(beginFact(facts, 'customer.properties.points', 'number').operator).toBe('at-least');
    expect(beginFact(facts, 'customer.properties.since', 'instant').operator).toBe('within-days');
    expect(beginFact(facts, 'customer.properties.hobbies', 'list').operator).toBe('contains');
    expect(beginFact(facts, 'customer.properties.plan', 'text').operator).toBe('is');
  });

  it('has no value when it only asks whether a fact is known', () => {
    expect(changeOperator(facts, { fact: 'customer.phone', operator: 'is', value: '+1' }, 'is-set')).toEqual({
      fact: 'customer.phone',
      operator: 'is-set',
    });
  });

  it('means the same after it was opened as a group and closed again', () => {
    const part: Condition = { fact: 'cart.total', operator: 'at-least', value: 5000 };
    for (const condition of [part, { any: [part] }, { all: [part, part] }, { not: part }] as Condition[])
      expect(fromGroup(asGroup(condition))).toEqual(condition);
    expect(fromGroup(asGroup(undefined))).toBeUndefined();
  });

  it('reversing a condition twice changes nothing', () => {
    const part: Condition = { fact: 'customer.email', operator: 'is-set' };
    expect(negate(negate(part))).toEqual(part);
    expect(negate(part)).toEqual({ not: part });
  });
});

describe('what is asked of events', () => {
  it('keeps what still means the same, and begins anew between a number and a time', () => {
    const counted = { ...beginAggregate(), value: 7, withinDays: 30 };
    expect(changeMeasure(counted, 'sum')).toEqual({ ...counted, measure: 'sum' });
    const last = changeMeasure(counted, 'last');
    expect(last).toEqual({ event: 'order-placed', measure: 'last', operator: 'more-than', value: 14 });
    expect(changeMeasure({ ...last, value: 3 }, 'first')).toEqual({ ...last, measure: 'first', value: 3 });
    expect(changeMeasure(last, 'count')).toEqual(beginAggregate());
    expect(changeMeasure(counted, 'count')).toBe(counted);
  });
});
