import { fail, own } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import {
  DECISION_MODELS,
  knownInputs,
  spaced,
  type DecisionModels,
  type Explanation,
} from '@millrace/decisions';
import type { DecisionRecord } from '@millrace/flow';
import { z } from 'zod';
import { record, shown } from '../paging/shown.ts';
import { decisionSchema, type DecisionView } from './decision-shape.ts';

export const decisionReaderOf = (models: DecisionModels) =>
  defineVerb({
    name: 'decision-read',
    permission: 'flows:read',
    input: z.strictObject({ id: z.uuid() }),
    output: decisionSchema,
    run: async (tx, { id }, context) => {
      const [row] = await tx<
        Kept[]
      >`select id, model, decided_by as by, flow_id as "flowId", enrolment_id as "enrolmentId",
        customer_id as "customerId", node, visit, inputs, options, chosen, probability, score, explanation,
      at, silent as "heldOut", reward, rewarded_at as "rewardedAt" from decisions where id = ${id}`;
      if (!row) fail('not-found', { what: 'decision' });
      const { currency } = await storeSettings(tx, context.workspaceId);
      return shown(row, (kept) => ({ ...whole(kept), told: told(models, whole(kept), currency) }), {
        inputs: [record, {}],
        options: [options, []],
        explanation: [z.array(z.string()), []],
      });
    },
  });

/** One decision with its inputs, options, probabilities and reasons, explained for people. */
export const getDecision = decisionReaderOf(DECISION_MODELS);

const options = z.array(z.looseObject({ id: z.string(), probability: z.number() }));

type Option = DecisionView['options'][number];
/** As stored. Options of an erased person have no notes. */
type Kept = Omit<DecisionView, 'told' | 'options'> & {
  readonly options: readonly (Omit<Option, 'note'> & Partial<Option>)[];
};

const whole = (kept: Kept): Omit<DecisionView, 'told'> => ({
  ...kept,
  options: kept.options.map(({ id, probability, score, note = null }) => ({ id, probability, score, note })),
});

/** A removed model explains nothing, so its decisions are shown as stored. */
function told(models: DecisionModels, decision: Omit<DecisionView, 'told'>, currency: string): Explanation {
  const model = own(models, decision.model);
  const kept = { ...decision, by: decision.by as DecisionRecord['by'] };
  if (model) return model.explain(kept, currency);
  return {
    sentences: decision.explanation,
    options: Object.fromEntries(decision.options.map(({ id }) => [id, spaced(id)])),
    known: knownInputs(decision.inputs, {}, currency),
  };
}
