import { fail } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { defineVerb, free, id, instant, type Context, type Shape } from '@millrace/core/verb';
import type { Known, Row, contentProposals } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import { z } from 'zod';
import { modelsIn } from './ask-model.ts';
import { changedTexts, usedFacts, variantFindings, withTexts, writtenTexts } from './check-variant.ts';
import { suggestedFacts } from './message-facts.ts';
import { factsOf, messageStep, type MessageStep } from './message-step.ts';
import { SLOT_LANGUAGES } from './slots/lines.ts';

const list = z.array(z.string()).catch([]);

const findingShape = z.strictObject({
  field: z.string(),
  where: z.string().describe('The field for people: "the subject"'),
  rule: z.string(),
  words: z.string().describe('The words found'),
  why: z.string(),
  next: z.string().describe('What to do'),
  blocks: z.boolean().describe('Whether the variant cannot be approved with it'),
});

export const proposalShape = z.strictObject({
  id,
  content: free.describe('The whole message, as the step would have it'),
  texts: z.array(
    z.strictObject({ field: z.string(), where: z.string(), text: z.string(), differs: z.boolean() }),
  ),
  angle: z.string(),
  language: z.string(),
  facts: z.array(z.string()).describe('Names of the facts that it uses'),
  findings: z.array(findingShape).describe('What the claims guard finds now'),
  writtenBy: z.string().nullable().describe('The model and its connection; null for patterns'),
  proposedAt: instant,
  proposedBy: z.string(),
  changedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
});
export type Proposal = Shape<typeof proposalShape>;

type ProposalRow = Known<Row<typeof contentProposals>, { content: unknown; facts: unknown; said: unknown }>;

export function proposalView(row: ProposalRow, step: MessageStep): Proposal {
  const texts = writtenTexts(step.channel, row.content);
  const changed = new Set(changedTexts(step.channel, step.content, row.content).map(({ field }) => field));
  const said = list.parse(row.said);
  const check = {
    channel: step.channel,
    base: step.content,
    facts: factsOf(step, said),
    brand: step.brand,
    language: row.language,
  };
  return {
    id: row.id,
    content: row.content as never,
    texts: texts.map(({ field, where, text }) => ({
      field,
      where,
      text,
      differs: changed.has(field),
    })),
    angle: row.angle,
    language: row.language,
    facts: list.parse(row.facts),
    findings: variantFindings(check, row.content).map((finding) => ({
      ...finding,
      blocks: finding.rule === 'forbidden',
    })),
    writtenBy: row.written_by,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    changedBy: row.changed_by,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
  };
}

/** Proposals of a step for its present channel, oldest first. */
export async function proposalsIn(
  tx: Tx,
  step: MessageStep,
  flow: string,
  node: string,
): Promise<readonly Proposal[]> {
  const rows = await tx<ProposalRow[]>`
    select * from content_proposals where flow_id = ${flow} and node = ${node} and channel = ${step.channel.id}
    order by proposed_at, place, id limit 100`;
  return rows.map((row) => proposalView(row, step));
}

const stepInput = { flow: z.uuid(), node: z.string().min(1).max(64) };

/** Proposed variants of a message, and what new ones could be written with and by. */
export const readVariants = defineVerb({
  name: 'variants-read',
  permission: 'flows:read',
  input: z.strictObject(stepInput),
  output: z.strictObject({
    proposals: z.array(proposalShape),
    models: z
      .array(z.strictObject({ id, name: z.string(), model: z.string().nullable() }))
      .describe('Connected language models'),
    patterns: z.array(z.string()).describe('Languages of the patterns, which need no model'),
    language: z.string().describe('Language of the messages of the store'),
    placeholders: z.array(z.string()).describe('Names of the values that a variant may show'),
    brandFacts: z.array(z.string()).describe('Facts of the brand, which every text may state'),
    suggested: z
      .array(z.string())
      .describe('Sentences of the message that state something. Confirm those that are facts'),
    first: z.string().describe('The text that is read first, for people: "the subject"'),
  }),
  run: async (tx, { flow, node }, context) => {
    const step = await messageStep(tx, context, flow, node);
    const { language } = step.store;
    return {
      proposals: [...(await proposalsIn(tx, step, flow, node))],
      models: [...(await modelsIn(tx, context))],
      patterns: [...SLOT_LANGUAGES],
      language,
      placeholders: step.placeholders.map(({ name }) => name),
      brandFacts: step.brand.facts,
      suggested: [...suggestedFacts(step.channel.id, step.content, step.brand, language)],
      first: writtenTexts(step.channel, step.content)[0]?.where ?? 'the text',
    };
  },
});

interface FoundProposal {
  readonly row: ProposalRow;
  readonly step: MessageStep;
}

/** @throws MillraceError not-found also when its step no longer exists, since nothing could be done with it */
async function proposalToChange(tx: Tx, context: Context, proposal: string): Promise<FoundProposal> {
  const [row] = await tx<ProposalRow[]>`select * from content_proposals where id = ${proposal} for update`;
  if (!row) return fail('not-found', { what: 'variant' });
  return { row, step: await messageStep(tx, context, row.flow_id, row.node) };
}

/**
 * Changes the texts of a proposed variant, or approves it. A change takes the approval back.
 * @throws MillraceError not-found; input-invalid for a text that does not exist or is too long, and for approving a forbidden phrase
 */
export const changeVariant = defineVerb({
  name: 'variant-changed',
  permission: 'flows:write',
  input: z.strictObject({
    proposal: z.uuid(),
    texts: z
      .record(z.string().max(100), z.string().max(10_000))
      .optional()
      .describe('New texts by field, as in `texts` of the variant'),
    approved: z.boolean().optional(),
  }),
  output: proposalShape,
  run: async (tx, { proposal, texts, approved }, context) => {
    const { row, step } = await proposalToChange(tx, context, proposal);
    const fields = new Set(writtenTexts(step.channel, row.content).map(({ field }) => field));
    const stray = Object.keys(texts ?? {}).find((field) => !fields.has(field));
    if (stray !== undefined) refuse(`texts.${stray}`, 'The variant has no such text.');
    const changed = texts === undefined ? row.content : withTexts(row.content, texts);
    const parsed = step.channel.content.safeParse(changed);
    if (!parsed.success)
      return refuse(
        `texts.${parsed.error.issues[0]?.path.join('.') ?? ''}`,
        parsed.error.issues[0]?.message ?? 'This cannot be a message.',
      );
    const isChanged = texts !== undefined;
    const facts = isChanged
      ? usedFacts(
          changedTexts(step.channel, step.content, changed),
          factsOf(step, list.parse(row.said)),
          list.parse(row.facts),
        )
      : list.parse(row.facts);
    const isApproved = approved ?? (isChanged ? false : row.approved_at !== null);
    const next: ProposalRow = {
      ...row,
      content: changed,
      facts,
      changed_by: isChanged ? context.actor.name : row.changed_by,
      approved_at: isApproved ? (row.approved_at ?? context.now()) : null,
      approved_by: isApproved ? (row.approved_by ?? context.actor.name) : null,
    };
    const view = proposalView(next, step);
    const blocking = view.findings.find(({ blocks }) => blocks);
    if (approved === true && blocking)
      return refuse('approved', `${blocking.where} says “${blocking.words}”, which your brand forbids.`);
    await tx`update content_proposals set content = ${tx.json(changed as never)}, facts = ${tx.json(facts as never)},
      changed_by = ${next.changed_by}, approved_at = ${next.approved_at}, approved_by = ${next.approved_by}
      where id = ${proposal}`;
    return view;
  },
});

const refuse = (field: string, problem: string): never =>
  fail('input-invalid', { problems: `${field}: ${problem}`, fields: [{ field, problem }] });

/** Drops a proposed variant. @throws MillraceError not-found */
export const dropVariant = defineVerb({
  name: 'variant-dropped',
  permission: 'flows:write',
  input: z.strictObject({ proposal: z.uuid() }),
  output: z.strictObject({ angle: z.string() }),
  run: async (tx, { proposal }) => {
    const [row] = await tx<{ angle: string }[]>`
      delete from content_proposals where id = ${proposal} returning angle`;
    return row ?? fail('not-found', { what: 'variant' });
  },
});

/**
 * Records that approved variants were put into the draft, and removes them from the proposals. The draft itself is changed
 * by saving it.
 * @throws MillraceError not-found if one is not an approved variant of this step
 */
export const useVariants = defineVerb({
  name: 'variants-used',
  permission: 'flows:write',
  input: z.strictObject({ ...stepInput, proposals: z.array(z.uuid()).min(1).max(10) }),
  output: z.strictObject({
    flowName: z.string(),
    used: z.array(
      z.strictObject({
        angle: z.string(),
        writtenBy: z.string().nullable(),
        approvedBy: z.string().nullable(),
        facts: z.array(z.string()),
      }),
    ),
  }),
  run: async (tx, { flow, node, proposals }, context) => {
    const step = await messageStep(tx, context, flow, node);
    const rows = await tx<ProposalRow[]>`
      delete from content_proposals where flow_id = ${flow} and node = ${node} and id = any(${proposals}::uuid[])
        and approved_at is not null returning *`;
    if (rows.length !== new Set(proposals).size) fail('not-found', { what: 'approved variant' });
    return {
      flowName: step.flowName,
      used: rows.map((row) => ({
        angle: row.angle,
        writtenBy: row.written_by,
        approvedBy: row.approved_by,
        facts: list.parse(row.facts),
      })),
    };
  },
  audit: ({ flow, node }, { flowName, used }) => ({
    subject: { type: 'flow', id: flow },
    summary: `Put ${plural(used.length, 'variant')} of a message into a test in ${flowName}`,
    changes: { node, used },
  }),
});
