import { returnReasonSchema } from '@millrace/flow';
import { expect, test } from 'vitest';
import { newReasonId } from './reason-ids.ts';

test('a new reason has an id that is valid and that no other has, also after some were removed', () => {
  const taken = ['too-small', 'own-3', 'own-4'];
  const id = newReasonId(taken);
  expect(taken).not.toContain(id);
  expect(returnReasonSchema.safeParse({ id, label: 'Too heavy' }).success).toBe(true);
  expect(newReasonId([...taken, id])).not.toBe(id);
});
