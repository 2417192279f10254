import { expect, test } from 'vitest';
import { ownFlows } from './connector.ts';

const act = ownFlows.acts!['enter-flow']!;
const flow = '0198f2a0-0000-7000-8000-000000000001';
const call = (input: object) => ({
  callId: 'c',
  input,
  texts: {},
  person: { email: null, phone: null, externalId: null },
  about: { order: null, product: null },
  learned: null,
});

test('asks Millrace to let the person into the flow, which may be asked again without harm', () => {
  expect(act.request(call({ flow }), null)).toEqual({ via: 'flow', flow });
  expect(() => act.request(call({ flow: 'x' }), null)).toThrow(/uuid/i);
  expect(act.repeat({ flow })).toMatchObject({ means: 'row', harmless: true });
});

test('is done when it is written, and any other answer is unclear', () => {
  expect(act.outcome({ kind: 'caught', rowId: 'c' }, call({ flow }))).toMatchObject({ result: 'done' });
  expect(act.outcome({ kind: 'no-answer', cause: 'broken', reason: 'x' }, call({ flow })).result).toBe(
    'unknown',
  );
});
