import { compile, factField, leavesOf, parseGraph, segmentsNamed, type Condition } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowFrom } from './flow-from.ts';
import { isSameDraft, parseDraft, problemsOf, unfinished } from './segment/segment-draft.ts';
import { STARTING_POINTS } from './starting-points.ts';

const ID = '0198a3f0-5d1c-7c00-8a00-000000000001';
const refused = (code: string, sentence = 'No.', details: object = {}) => ({
  data: { problem: { code, sentence, next: 'Do something else.', fault: 'request', details } },
});

describe('the segments to begin with', () => {
  it.each(STARTING_POINTS)('“$name” is complete and about customers alone', (point) => {
    expect(unfinished(point)).toEqual({});
    for (const leaf of leavesOf(point.condition))
      expect('fact' in leaf ? factField(leaf.fact)?.subject : 'customer').toBe('customer');
  });
});

describe('a flow from a segment', () => {
  it('begins when somebody joins the segment, and is complete once it leads somewhere', () => {
    const graph = parseGraph(flowFrom({ id: ID, name: 'Lapsed' }));
    const [trigger] = graph.nodes;
    expect(segmentsNamed(trigger?.config['condition'] as Condition)).toEqual([ID]);
    const plan = compile(
      {
        ...graph,
        nodes: [...graph.nodes, { id: 'end', kind: 'end', version: 0, config: {} }],
        edges: [{ id: 'edge', from: 'trigger', port: 'next', to: 'end' }],
      },
      kinds,
    );
    expect(plan.trigger.source).toMatchObject({ type: 'segment', crossing: 'entered', present: false });
  });
});

describe('a draft of a segment', () => {
  const condition: Condition = { fact: 'customer.ordersCount', operator: 'at-least', value: 2 };

  it('is saved only with a name and a finished condition', () => {
    expect(Object.keys(unfinished({ name: ' ', description: '', condition: null }))).toEqual([
      'name',
      'condition',
    ]);
    for (const value of ['', []])
      expect(
        Object.keys(
          unfinished({
            name: 'A',
            description: '',
            condition: { fact: 'customer.segments', operator: 'contains', value },
          }),
        ),
      ).toEqual(['condition']);
    expect(unfinished({ name: 'A', description: '', condition })).toEqual({});
  });

  it('survives being kept in the browser, and anything else that is found there is none', () => {
    const draft = { name: 'Lapsed', description: '', condition };
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(parseDraft(JSON.stringify({ ...draft, condition: null }))?.condition).toBeNull();
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => parseDraft(text) === null));
    expect(parseDraft(null)).toBeNull();
  });

  it('is unchanged when only spaces around its words differ', () => {
    const draft = { name: 'Lapsed', description: '', condition };
    expect(isSameDraft(draft, { ...draft, name: ' Lapsed ' })).toBe(true);
    expect(isSameDraft(draft, { ...draft, name: 'lapsed' })).toBe(false);
    expect(isSameDraft(draft, { ...draft, condition: { not: condition } })).toBe(false);
  });

  it('shows a refusal at the field it is about', () => {
    const field = (error: unknown) => Object.keys(problemsOf(error));
    expect(field(refused('already-exists'))).toEqual(['name']);
    expect(problemsOf(refused('segment-circular', 'It would belong to itself.')).condition).toBe(
      'It would belong to itself. Do something else.',
    );
    expect(field(refused('audience-wrong'))).toEqual(['condition']);
    const fields = [{ field: 'condition.all.0.value', problem: 'Too long' }];
    expect(problemsOf(refused('validation-failed', 'No.', { fields }))).toEqual({ condition: 'Too long' });
    expect(field(refused('limit-exceeded'))).toEqual([]);
    expect(field(null)).toEqual([]);
  });
});
