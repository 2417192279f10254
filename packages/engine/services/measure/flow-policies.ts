import { formatMoney, type Instant } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, instant, type Shape } from '@millrace/core/verb';
import { together } from '@millrace/db';
import { DECISION_MODELS, policySentence, readPolicies, type DecisionModel } from '@millrace/decisions';
import { z } from 'zod';
import { interval } from './shapes.ts';

const policiesSchema = z
  .strictObject({
    node: z.string().describe('Id of the step'),
    name: z.string(),
    model: z.string().describe('Id of the model that decides'),
    at: instant.nullable().describe('When it was estimated: at the last training; null before the first'),
    days: z.number().describe("Days of the person's own time after which an outcome is final"),
    currency: z.string(),
    sentence: z.string().describe('What can be said so far, in words'),
    decisions: z.int().describe('Decisions of the last 180 days that are compared, without the holdout'),
    people: z.int(),
    waiting: z.int().describe('Decisions whose outcome is still open'),
    fixed: z.int().describe('Decisions left out, because an allowed option had no chance of being chosen'),
    asItRan: z
      .array(z.string())
      .describe('Ways of deciding that are not compared, because they choose as it ran'),
    policies: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          sentence: z.string().describe('What it does'),
          value: interval
            .nullable()
            .describe('Margin for each decision, in minor units; null when it is refused'),
          difference: interval
            .nullable()
            .describe(
              'The same less what was really earned. All differences of a step hold together at 95 %, at any time; null for what ran, and when it is refused',
            ),
          effective: z
            .number()
            .describe('How many decisions by this policy the log is worth (Kish), at most the people'),
          refusal: z.string().nullable().describe('Why there is no figure, in words'),
        }),
      )
      .describe('Ways of deciding, what ran first'),
  })
  .meta({ id: 'FlowPolicies' });
export type PoliciesView = Shape<typeof policiesSchema>;

/** A step without a decision that was estimated. */
const NOTHING = { decisions: 0, people: 0, waiting: 0, fixed: 0, asItRan: [], policies: [] };

/** Whether a kind of step runs a model: no two models set the same fact. */
function runs(kind: string, model: DecisionModel): boolean {
  const facts = Object.keys(kinds[kind]?.sets ?? {});
  return facts.length > 0 && facts.every((fact) => Object.hasOwn(model.facts, fact));
}

/** The models that can compare. */
const ABLE = Object.values(DECISION_MODELS).flatMap((model) =>
  model.policies && model.reward ? [{ ...model, days: model.reward.days }] : [],
);

/** What other ways of deciding would have earned, for each step of a flow whose model can tell. */
export const flowPolicies = defineVerb({
  name: 'flow-policies-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: z.array(policiesSchema),
  run: async (tx, { id }, { workspaceId }) => {
    const flow = await readFlow(tx, id);
    const [settings, rows] = await together(
      storeSettings(tx, workspaceId),
      tx<{ name: string; policies: unknown; trained_at: Instant }[]>`
        select distinct on (name) name, report->'policies' as policies, trained_at from models
        where name = any(${ABLE.map((model) => model.id)}::text[]) order by name, trained_at desc, id desc`,
    );
    const { currency } = settings;
    const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency });
    const { nodes } = flow.draft;
    return ABLE.flatMap((model) => {
      const row = rows.find(({ name }) => name === model.id);
      const reports = readPolicies(row?.policies).filter((report) => report.flow === id);
      const without = nodes
        .filter((node) => runs(node.kind, model) && !reports.some((report) => report.node === node.id))
        .map((node) => ({ ...NOTHING, node: node.id }));
      return [...reports, ...without].map((report) => {
        const drawn = nodes.find((node) => node.id === report.node);
        const { decisions, people, waiting, fixed, asItRan, policies } = report;
        return {
          node: report.node,
          name: drawn?.name ?? kinds[drawn?.kind ?? '']?.title ?? model.title,
          model: model.id,
          at: row?.trained_at ?? null,
          days: model.days,
          currency,
          sentence: policySentence(report, money),
          decisions,
          people,
          waiting,
          fixed,
          asItRan,
          policies,
        };
      });
    }).sort((one, other) => placeOf(nodes, one.node) - placeOf(nodes, other.node));
  },
});

/** Steps that are no longer in the draft come last. */
function placeOf(nodes: readonly { readonly id: string }[], id: string): number {
  const index = nodes.findIndex((node) => node.id === id);
  return index < 0 ? nodes.length : index;
}
