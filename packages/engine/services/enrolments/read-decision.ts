import { fail, type Instant } from '@millrace/base';
import { DECISION_MODELS, knownInputs, spaced, type DecisionModels, type Explanation } from '@millrace/decisions';
import type { DecisionRecord } from '@millrace/flow';
import { z } from 'zod';
import { record, shown, type MaybeNotShown } from '../paging/shown.ts';
import { storeSettings } from '../store/store-settings.ts';
import { defineVerb } from '../verb/define-verb.ts';

export interface DecisionView extends MaybeNotShown, Omit<DecisionRecord, 'by'> {
  readonly id: string;
  readonly by: string;
  readonly flowId: string;
  readonly enrolmentId: string;
  readonly customerId: string;
  readonly node: string;
  readonly visit: number;
  readonly probability: number | null;
  readonly at: Instant;
  readonly heldOut: boolean;
  readonly reward: number | null;
  readonly rewardedAt: Instant | null;
  /** As a person reads it. */
  readonly told: Explanation;
}

export const decisionReaderOf = (models: DecisionModels) =>
  defineVerb({
    name: 'decision-read',
    permission: 'flows:read',
    input: z.strictObject({ id: z.uuid() }),
    run: async (tx, { id }, context): Promise<DecisionView> => {
      const [row] = await tx<
        Omit<DecisionView, 'told'>[]
      >`select id, model, decided_by as by, flow_id as "flowId", enrolment_id as "enrolmentId", customer_id as "customerId", node, visit, inputs, options, chosen, probability, score, explanation, at, silent as "heldOut",
      reward, rewarded_at as "rewardedAt" from decisions where id = ${id}`;
      if (!row) fail('not-found', { what: 'decision' });
      const { currency } = await storeSettings(tx, context.workspaceId);
      return shown(row, (decision) => ({ ...decision, told: told(models, decision, currency) }), {
        inputs: [record, {}],
        options: [options, []],
        explanation: [z.array(z.string()), []],
      });
    },
  });

/** One decision with its inputs, options, probabilities and reasons, and all of it in words. */
export const getDecision = decisionReaderOf(DECISION_MODELS);

const options = z.array(z.looseObject({ id: z.string(), probability: z.number() }));

/** A model that is no more explains nothing: its decisions are told as they were kept. */
function told(models: DecisionModels, decision: Omit<DecisionView, 'told'>, currency: string): Explanation {
  const model = Object.hasOwn(models, decision.model) ? models[decision.model] : undefined;
  const kept = { ...decision, by: decision.by as DecisionRecord['by'] };
  if (model) return model.explain(kept, currency);
  return {
    sentences: decision.explanation,
    options: Object.fromEntries(decision.options.map(({ id }) => [id, spaced(id)])),
    known: knownInputs(decision.inputs, {}, currency),
  };
}
