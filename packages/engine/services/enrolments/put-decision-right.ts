import { fail, own } from '@millrace/base';
import { defineVerb } from '@millrace/core/verb';
import { DECISION_MODELS } from '@millrace/decisions';
import { z } from 'zod';
import { decisionSchema } from './decision-shape.ts';
import { readDecision } from './read-decision.ts';

/**
 * Says what a decision should have been, also that it was right. The flow goes on as it does; the model learns from it at
 * its next training. The last word counts.
 * @throws MillraceError not-found, input-invalid for an option that there is not, or a model that learns nothing from this
 */
export const putDecisionRight = defineVerb({
  name: 'decision-put-right',
  permission: 'work:answer',
  input: z.strictObject({
    id: z.uuid(),
    option: z.string().min(1).max(64).describe('Id of the option that was right'),
  }),
  output: decisionSchema,
  run: async (tx, { id, option }, context) => {
    const [row] = await tx<{ model: string }[]>`select model from decisions where id = ${id} for update`;
    if (!row) return fail('not-found', { what: 'decision' });
    const putRight = own(DECISION_MODELS, row.model)?.putRight;
    if (!putRight) return wrong('id', 'Nothing is learned from what people say of this decision.');
    if (!putRight.options.some((one) => one.id === option))
      return wrong('option', 'There is no such option.');
    const { actor, now } = context;
    await tx`update decisions set right_option = ${option}, right_by = ${actor.id},
      right_by_name = ${actor.name.slice(0, 80)}, right_at = ${now()} where id = ${id}`;
    return readDecision(tx, id, context);
  },
  audit: ({ option }, { id, chosen, told, putRight }) => ({
    subject: { type: 'decision', id },
    summary: `${option === chosen ? 'Confirmed' : 'Put right'}: “${putRight?.options.find((one) => one.id === option)?.label ?? option}”`,
    changes: { said: told.options[chosen] ?? chosen, right: option },
  }),
});

const wrong = (field: string, problem: string): never =>
  fail('input-invalid', { problems: `${field}: ${problem}`, fields: [{ field, problem }] });
