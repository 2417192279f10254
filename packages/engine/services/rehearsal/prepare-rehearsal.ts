import { storeFacts, storeFactsFor } from '@millrace/core/facts';
import { kinds, readGraph, resolveSegmentsOf, step } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DAY, own, toPersonal, type Instant, type Json } from '@millrace/base';
import { channelIds, sampleShares } from '@millrace/channels';
import {
  compile,
  EARLIEST,
  entryEvents,
  failNotReady,
  isAboutPeople,
  LATEST,
  validate,
  type Graph,
  type Plan,
  type StoreFacts,
} from '@millrace/flow';
import { readGuardrailSettings, type GuardrailSettings } from '@millrace/guardrails';
import {
  answering,
  samplePeople,
  type Answers,
  type MeasuredAnswers,
  type RehearsalOptions,
} from '@millrace/rehearsal';
import { globallyHeldOutOf } from '@millrace/run/global-holdout';
import { DECISION_MODELS, samplePredictions } from '@millrace/decisions';
import { castBegins, castHost, copiesOf, templates, type CastMember } from '@millrace/templates';
import { z } from 'zod';
import { actInRehearsal } from './act-in-rehearsal.ts';
import { guardWith, touchesOf, type Touch } from './guard-sends.ts';
import { pastPeople, type PastPerson } from './past-people.ts';
import { readAnswers } from './read-answers.ts';

const share = z.number().min(0).max(1);

/** Input of a rehearsal. The same input with the same seed and end gives the same result. */
export const rehearsalInput = {
  id: z.uuid(),
  graph: z.unknown().optional().describe('The graph of the draft; the stored one when left out'),
  days: z.number().min(1).max(120).default(30),
  people: z.int().min(1).max(5_000).default(1_000),
  on: z.enum(['past', 'sample']).default('past'),
  seed: z
    .string()
    .max(80)
    .optional()
    .describe('Seed for drawing responses to messages; the flow has its own when left out'),
  at: z
    .number()
    .min(EARLIEST)
    .max(LATEST)
    .optional()
    .describe('End of the rehearsed time, epoch milliseconds; now when left out'),
  answers: z
    .record(z.string(), z.strictObject({ opened: share, clicked: share, bought: share }))
    .optional()
    .describe('Response rates of messages by channel, in place of those measured: shares of 0 to 1'),
};
export const rehearsalInputSchema = z.strictObject(rehearsalInput);
export type RehearsalInput = z.output<typeof rehearsalInputSchema>;

/** A rehearsal ready to run: plan, people, and stand-ins for the outside world. */
export interface Prepared {
  readonly plan: Plan;
  readonly graph: Graph;
  readonly settings: StoreSettings;
  readonly store: StoreFacts;
  readonly on: 'past' | 'sample';
  readonly people: readonly PastPerson[];
  readonly measured: MeasuredAnswers;
  readonly answers: Answers;
  readonly seed: string;
  readonly at: Instant;
  readonly options: Omit<RehearsalOptions, 'onEnrolment' | 'onEvent' | 'keep'>;
}

/** @param only one person, to read only their timeline @throws MillraceError not-found, flow-has-problems */
export async function prepareRehearsal(
  tx: Tx,
  input: RehearsalInput,
  context: Context,
  only?: string,
): Promise<Prepared> {
  const flow = await readFlow(tx, input.id);
  const graph = input.graph === undefined ? flow.draft : readGraph(input.graph);
  const problems = validate(graph, kinds).filter((problem) => problem.severity === 'error');
  if (problems.length > 0) failNotReady(problems);
  const plan = await resolveSegmentsOf(tx, compile(graph, kinds));
  const settings = await storeSettings(tx, context.workspaceId);
  const [stored] = await tx<{ settings: unknown }[]>`select settings from guardrail_settings`;
  const models = await tx<{ name: string; parameters: Json }[]>`select name, parameters from models
    where active and name = any(${plan.needs.models as string[]}::text[])`;
  const measured = await readAnswers(tx, settings.zone);
  const at = input.at ?? context.now();
  const asked = at - input.days * DAY;
  const seed = input.seed ?? flow.salt;
  const past =
    input.on === 'past'
      ? await pastPeople(
          tx,
          pastWanted({ plan, settings, since: asked, until: at, most: input.people }, only),
        )
      : [];
  const template = past.length > 0 ? undefined : own(templates, flow.template_id ?? '');
  const since = template === undefined ? asked : Math.min(asked, at - (template.lastsDays + 4) * DAY);
  const cast =
    template === undefined
      ? []
      : copiesOf(template.cast(castBegins(since, settings.zone)), COPIES, settings.currency);
  // Sample people are no cast for a flow about a product, a return or the store.
  const hasPeople = template === undefined || isAboutPeople(plan) || plan.subject === 'order';
  const count = hasPeople ? Math.min(input.people, MOST_SAMPLE) - cast.length : 0;
  const crowd =
    past.length > 0
      ? past
      : [
          ...cast.flatMap((member) =>
            only === undefined || member.customer.id === only ? [agreeing(member)] : [],
          ),
          ...sampleCrowd(plan, settings, flow.salt, Math.max(0, count), since, at, only),
        ];
  const people = plan.needs.sending
    ? crowd.map((one) => ({ ...one, customer: { ...one.customer, optIn: one.optIn } }))
    : crowd;
  const touches =
    past.length > 0
      ? await touchesOf(tx, past.filter(isSomebody), flow.id, since, at)
      : new Map<string, Touch[]>();
  const globallyHeldOut =
    past.length > 0
      ? await globallyHeldOutOf(
          tx,
          context.workspaceId,
          past.filter(isSomebody).map(({ customer }) => customer.id),
        )
      : new Set<string>();
  const answers = adjusted(measured.answers, input.answers);
  const store = {
    ...storeFacts(settings),
    ...storeFactsFor(plan.needs, settings, stored?.settings),
  };
  const performing = castHost(cast);
  const drawn = answering(answers, seed);
  return {
    plan,
    graph,
    settings,
    store,
    on: past.length > 0 ? 'past' : 'sample',
    people,
    measured,
    answers,
    seed,
    at,
    options: {
      plan,
      step,
      store,
      from: since,
      until: await latestTime(tx, at),
      salt: flow.salt,
      models: Object.fromEntries(models.map((model) => [model.name, model.parameters])),
      host: {
        act: (call) => performing.act(call) ?? actInRehearsal(call),
        react: (send) => performing.react(send) ?? drawn(send),
        guard: guardWith(
          guardrails(stored?.settings),
          store,
          { id: flow.id, name: flow.name, plan },
          people,
          touches,
          globallyHeldOut,
        ),
      },
    },
  };
}

/** Members of a template's cast in a rehearsal: several of each, because some are in the holdout. */
const COPIES = 4;
/** People of a rehearsal without a past. */
const MOST_SAMPLE = 500;

/** Consented twice on every channel, as sample people are. */
const agreeing = <Person extends CastMember>(person: Person): PastPerson & Person => ({
  ...person,
  optIn: Object.fromEntries(channelIds().map((channel) => [channel, 'double'])),
});

/** Things have no address, so nothing was ever sent to them. */
const isSomebody = ({ customer }: PastPerson): boolean => z.uuid().safeParse(customer.id).success;

const guardrails = (stored: unknown): GuardrailSettings => readGuardrailSettings(stored);

function pastWanted<Wanted extends object>(
  wanted: Wanted,
  only: string | undefined,
): Wanted & { only?: readonly string[] } {
  return only === undefined ? wanted : { ...wanted, only: z.uuid().safeParse(only).success ? [only] : [] };
}

/**
 * The end in the fastest clock, so that nobody's own time is cut short. Each person's time ends by itself.
 */
async function latestTime(tx: Tx, at: Instant): Promise<Instant> {
  const [fast] = await tx<
    { pace: number; at: number | null }[]
  >`select pace, pace_anchor as at from connections where pace > 1 limit 1`;
  return fast ? toPersonal(at, { pace: fast.pace, anchor: fast.at ?? 0 }) : at;
}

function sampleCrowd(
  plan: Plan,
  settings: StoreSettings,
  seed: string,
  count: number,
  from: Instant,
  until: Instant,
  only: string | undefined,
): PastPerson[] {
  const people: PastPerson[] = [];
  const channels = sampleShares();
  for (const person of samplePeople({
    count,
    seed,
    from,
    until,
    currency: settings.currency,
    channels,
    triggers: entryEvents(plan.trigger),
    predicted: (chance) => samplePredictions(DECISION_MODELS, chance, until),
  })) {
    if (only !== undefined && person.customer.id !== only) continue;
    people.push(agreeing(person));
  }
  return people;
}

/** The measured rates, with those that the marketer wants to try instead. */
function adjusted(measured: Answers, wanted: RehearsalInput['answers']): Answers {
  return Object.fromEntries(
    Object.entries(measured).map(([channel, rates]) => {
      const other = wanted?.[channel];
      return [channel, other ? { ...rates, ...other, opened: rates.opened > 0 ? other.opened : 0 } : rates];
    }),
  );
}
