import { expect, test } from 'vitest';
import { sendFacts } from '../testing/sample-facts.ts';
import { templateCheck } from './check.ts';

test('a message of a flow with a name is sent', () => {
  expect(templateCheck.check(sendFacts(), { on: true })).toEqual({ verdict: 'pass' });
});
