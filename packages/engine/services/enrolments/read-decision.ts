import { fail, own, type Instant, type Json } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, may, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  DECISION_MODELS,
  knownInputs,
  spaced,
  type DecisionModels,
  type Explanation,
  type PutRight,
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
    run: (tx, { id }, context) => readDecision(tx, id, context, models),
  });

/**
 * One decision, explained.
 * @throws MillraceError not-found
 */
export async function readDecision(
  tx: Tx,
  id: string,
  context: Context,
  models: DecisionModels = DECISION_MODELS,
): Promise<DecisionView> {
  const [row] = await tx<
    (Kept & Said)[]
  >`select id, model, decided_by as by, flow_id as "flowId", enrolment_id as "enrolmentId",
      customer_id as "customerId", node, visit, inputs, options, chosen, probability, score, explanation,
      at, silent as "heldOut", reward, rewarded_at as "rewardedAt", right_option, right_by_name, right_at
    from decisions where id = ${id}`;
  if (!row) fail('not-found', { what: 'decision' });
  const { right_option: right, right_by_name: by, right_at: rightAt, ...kept } = row;
  const { currency } = await storeSettings(tx, context.workspaceId);
  const putRight = own(models, kept.model)?.putRight;
  return {
    ...shown(kept, (one) => ({ ...whole(one), told: told(models, whole(one), currency), putRight: null }), {
      inputs: [record, {}],
      options: [options, []],
      explanation: [z.array(z.string()), []],
    }),
    putRight: putRight
      ? {
          question: putRight.question,
          options: [...putRight.options],
          words: [...(await wordsFor(tx, kept, putRight, context))],
          right,
          by,
          at: rightAt,
        }
      : null,
  };
}

/** What somebody of the team said of it. */
interface Said {
  readonly right_option: string | null;
  readonly right_by_name: string | null;
  readonly right_at: Instant | null;
}

/** What spoke for the choice, in the words of the event as they are now: those of an erased person are gone. */
async function wordsFor(
  tx: Tx,
  {
    enrolmentId,
    model,
    by,
    chosen,
    at,
  }: Pick<DecisionView, 'enrolmentId' | 'model' | 'by' | 'chosen' | 'at'>,
  putRight: PutRight,
  { actor }: Context,
): Promise<readonly string[]> {
  if (!may(actor, 'customers:read')) return [];
  const [event] = await tx<{ properties: unknown }[]>`
    select e.properties from enrolments n join events e on e.id = n.event_id and e.occurred_at = n.event_at
    where n.id = ${enrolmentId}`;
  const said = z.record(z.string(), z.json()).safeParse(event?.properties);
  if (!said.success) return [];
  const [used] =
    by === 'model'
      ? await tx<{ parameters: Json }[]>`select parameters from models
          where name = ${model} and parameters is not null and trained_at <= ${at} order by trained_at desc limit 1`
      : [];
  return putRight.spokeFor(said.data, chosen, used?.parameters);
}

/** One decision with its inputs, options, probabilities and reasons, explained for people. */
export const getDecision = decisionReaderOf(DECISION_MODELS);

const options = z.array(z.looseObject({ id: z.string(), probability: z.number() }));

type Option = DecisionView['options'][number];
/** As stored. Options of an erased person have no notes. */
type Kept = Omit<DecisionView, 'told' | 'options' | 'putRight'> & {
  readonly options: readonly (Omit<Option, 'note'> & Partial<Option>)[];
};

type Whole = Omit<DecisionView, 'told' | 'putRight'>;

const whole = (kept: Kept): Whole => ({
  ...kept,
  options: kept.options.map(({ id, probability, score, note = null }) => ({ id, probability, score, note })),
});

/** A removed model explains nothing, so its decisions are shown as stored. */
function told(models: DecisionModels, decision: Whole, currency: string): Explanation {
  const model = own(models, decision.model);
  const kept = { ...decision, by: decision.by as DecisionRecord['by'] };
  if (model) return model.explain(kept, currency);
  return {
    sentences: decision.explanation,
    options: Object.fromEntries(decision.options.map(({ id }) => [id, spaced(id)])),
    known: knownInputs(decision.inputs, {}, currency),
  };
}
