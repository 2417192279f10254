import { DAY, fail, toPersonal, type Json } from '@millrace/base';
import { compile, validate, type StoreFacts } from '@millrace/flow';
import { channelById } from '@millrace/channels';
import { readGuardrailSettings, runGuardrails, type GuardrailSettings } from '@millrace/guardrails';
import { rehearse, samplePeople, type Rehearsal, type RehearsalSend, type Verdict } from '@millrace/rehearsal';
import { z } from 'zod';
import { storeFacts } from '../facts/load-facts.ts';
import { readFlow } from '../flows/flow-row.ts';
import { kinds, step } from '../plans/the-step.ts';
import { storeSettings } from '../settings/store-settings.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { pastPeople } from './past-people.ts';

export interface RehearsalView extends Rehearsal {
  readonly days: number;
  readonly on: 'past' | 'sample';
}

/**
 * Tries the draft on what real people did in the last days, or on sample people where there are none, in virtual time: the
 * same step and the same guardrails as the real thing, and nothing is sent.
 */
export const rehearseFlow = defineVerb({
  name: 'flow-rehearsed',
  permission: 'flows:read',
  input: z.strictObject({
    id: z.uuid(),
    days: z.number().min(1).max(120).default(30),
    people: z.int().min(1).max(5_000).default(1_000),
    on: z.enum(['past', 'sample']).default('past'),
  }),
  run: async (tx, { id, days, people, on }, context): Promise<RehearsalView> => {
    const flow = await readFlow(tx, id);
    const problems = validate(flow.draft, kinds).filter((problem) => problem.severity === 'error');
    if (problems.length > 0) fail('flow-has-problems', { count: problems.length, problems });
    const settings = await storeSettings(tx, context.workspaceId);
    const [stored] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings`;
    const models = await tx<{ name: string; parameters: Json }[]>`select name, parameters from models where active`;
    const past = on === 'past' ? await pastPeople(tx, settings, context.now(), days, people) : [];
    const [anchor] = await tx<
      { pace: number; at: number | null }[]
    >`select pace, pace_anchor as at from connections where pace > 1 limit 1`;
    // The end of the fastest clock there is: nobody's own time is cut short.
    const until = anchor ? toPersonal(context.now(), { pace: anchor.pace, anchor: anchor.at ?? 0 }) : context.now();
    const from = context.now() - days * DAY;
    const store = storeFacts(settings);
    const who =
      past.length > 0
        ? past
        : [...samplePeople({ count: Math.min(people, 500), seed: flow.salt, from, until, currency: settings.currency })];
    const result = rehearse({
      plan: compile(flow.draft, kinds),
      step,
      store,
      from,
      until,
      people: who,
      salt: flow.salt,
      models: Object.fromEntries(models.map((model) => [model.name, model.parameters])),
      host: { guard: guardWith(readGuardrailSettings(stored?.settings), store, flow.id, flow.name) },
    });
    return { ...result, days, on: past.length > 0 ? 'past' : 'sample' };
  },
});

/** The guardrails as they would answer, on what the rehearsal knows. */
function guardWith(settings: GuardrailSettings, store: StoreFacts, flowId: string, flowName: string) {
  return (send: RehearsalSend): Verdict => {
    const { message } = send;
    const result = runGuardrails(
      {
        now: send.at,
        message: {
          id: message.messageId,
          channel: message.channel,
          purpose: message.purpose,
          flowId,
          flowName,
          plannedAt: send.heldSince ?? send.at,
          heldSince: send.heldSince,
          cartId: send.cart?.id ?? null,
          address: channelById(message.channel)?.addressOf(send.customer) ?? null,
        },
        customer: send.customer,
        optIn: null,
        suppression: null,
        recent: send.earlier.map((earlier) => ({
          at: earlier.at,
          channel: earlier.channel,
          purpose: earlier.purpose === 'transactional' ? 'transactional' : 'marketing',
          flowId,
          flowName,
          cartId: send.cart?.id ?? null,
        })),
        cart: send.cart,
        products: [],
        store,
        killSwitch: { all: false, flows: [], channels: [] },
        flowState: 'live',
        enrolmentEnded: null,
      },
      settings,
    );
    const { verdict } = result;
    if (verdict.verdict === 'pass') return { do: 'pass' };
    if (verdict.verdict === 'hold') return { do: 'hold', until: verdict.lookAgainAt, reason: verdict.reason };
    return { do: verdict.verdict === 'refuse' ? 'refuse' : 'skip', reason: verdict.reason, sentence: verdict.sentence };
  };
}
