import { DECISION_MODELS, predictedFacts } from '@millrace/decisions';
import { factsOf, SEGMENTS_FACT, type Condition, type FactSubject } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { lookAt } from '@millrace/ui/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConditionContext, type ConditionActions } from '../../store/hooks.ts';
import { goneWords, segmentsLike } from '../values/segment-choices.ts';
import { isWhole } from '../values/matching-words.ts';
import { segmentWords } from '../../../segments/segment-words.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { beginFact, changeOperator, operatorWords } from './condition-model.ts';

const facts = factsOf(kinds);
const actions: ConditionActions = { factValues: async () => ({ values: [], more: false }) };
const look = (value: Condition | undefined, subjects?: readonly FactSubject[]) =>
  lookAt(
    <ConditionContext value={actions}>
      <ConditionEditor value={value} onChange={() => undefined} currency="EUR" subjects={subjects} />
    </ConditionContext>,
  );

describe('saved segments in a condition', () => {
  it('are compared as “is in” and “is not in”, and by nothing else', () => {
    const { operators } = facts.field(SEGMENTS_FACT)!;
    expect(operators.map((operator) => operatorWords(operator, true, SEGMENTS_FACT))).toEqual([
      'is in',
      'is not in',
    ]);
    expect(operatorWords('contains', true, 'customer.tags')).toBe('include');
  });

  it('have to be chosen before the condition is complete', () => {
    const begun = beginFact(facts, SEGMENTS_FACT);
    expect(isWhole(begun)).toBe(false);
    expect(isWhole({ ...begun, value: ['1'] })).toBe(true);
  });

  it('stay chosen, with their names, when the comparison turns round', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1 }), (ids) => {
        const value = {
          fact: SEGMENTS_FACT,
          operator: 'contains' as const,
          value: ids,
          called: Object.fromEntries(ids.map((id) => [id, `Segment ${id}`])),
        };
        const turned = changeOperator(facts, value, 'does-not-contain');
        expect(turned).toEqual({ ...value, operator: 'does-not-contain' });
        expect(changeOperator(facts, turned, 'contains')).toEqual(value);
      }),
    );
  });

  it('are chosen by name, with the name that the condition keeps until the present one is known', () => {
    const picture = look({
      fact: SEGMENTS_FACT,
      operator: 'contains',
      value: ['1'],
      called: { '1': 'Lapsed' },
    });
    expect(picture.one('combobox', 'Segments')).toBeDefined();
    expect(picture.words).toContain('Lapsed');
  });

  it('are found by a part of their name, in any capitals', () => {
    const segment = (label: string) => ({ value: label, label, image: null, people: 3 });
    const known = { values: [segment('VIP'), segment('Lapsed')], more: false };
    expect(segmentsLike(known, ' vi ').map(({ label }) => label)).toEqual(['VIP']);
    expect(segmentsLike(known, '')).toHaveLength(2);
    expect(segmentsLike(null, 'x')).toEqual([]);
  });

  it('are said to be gone by their last name, or without one', () => {
    expect(goneWords('Lapsed')).toBe('Lapsed (no longer exists)');
    expect(goneWords(undefined)).toBe('A segment that no longer exists');
  });
});

describe('a condition outside a flow', () => {
  it('may count events of customers, but not since entering', () => {
    const counted: Condition = {
      event: 'order-placed',
      measure: 'count',
      operator: 'at-least',
      value: 1,
      withinDays: 90,
    };
    expect(look(counted, ['customer', 'moment', 'store']).names('button')).toContain('Count of events');
    expect(look(counted, ['event']).names('button')).not.toContain('Count of events');
  });

  it('says what models predict by its name, and compares a risk as a percentage', () => {
    for (const [path, { label }] of Object.entries(predictedFacts(DECISION_MODELS))) {
      const picture = look({ fact: path, operator: 'at-least', value: 0.6 }, ['customer']);
      expect(picture.all('combobox').map((part) => part.value?.toLowerCase())).toContain(label);
    }
    const [risk] = Object.entries(predictedFacts(DECISION_MODELS)).find(([, { type }]) => type === 'share')!;
    expect(segmentWords({ fact: risk, operator: 'at-least', value: 0.6 }, 'EUR', new Map())).toContain('60');
  });

  it('counts orders by their products and categories', () => {
    for (const [fact, word] of [
      ['event.properties.productIds', 'Products'],
      ['event.properties.categories', 'Categories'],
    ] as const) {
      const picture = look(
        {
          event: 'order-placed',
          measure: 'count',
          operator: 'at-least',
          value: 2,
          where: { fact, operator: 'contains', value: ['tea'], called: { tea: 'Green tea' } },
        },
        ['customer'],
      );
      expect(picture.all('combobox').map((part) => part.value)).toContain(word);
      expect(picture.words).toContain('Green tea');
    }
  });
});
