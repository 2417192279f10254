import { fail } from '@millrace/base';
import { newId } from '@millrace/db';
import { composeVerb, id, type Context } from '@millrace/core/verb';
import { findingsInWords } from '@millrace/content/claims';
import { z } from 'zod';
import { askModel, modelsIn, problemOf, type ModelConnection } from './ask-model.ts';
import {
  changedTexts,
  usedFacts,
  variantFindings,
  variantProblems,
  withTexts,
  writtenTexts,
} from './check-variant.ts';
import { factsOf, messageStep, type MessageStep } from './message-step.ts';
import { proposalShape, proposalsIn } from './proposals.ts';
import { writeSlots } from './slots/write-slots.ts';
import { variantsIn, writingTask, type Refused, type VariantQuestion } from './writing-task.ts';
import type { WrittenVariant } from './written-variant.ts';

/** Proposals of a step that are kept; older ones that nobody approved make room. */
const MOST_KEPT = 20;

const input = z.strictObject({
  flow: z.uuid(),
  node: z.string().min(1).max(64).describe('The step that sends the message, in the stored draft'),
  count: z.int().min(2).max(5).default(3),
  differs: z
    .enum(['first', 'all'])
    .default('first')
    .describe('first: the text that is read first, such as the subject; all: every text'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is written like en, de or pt-BR.')
    .optional()
    .describe('Left out: the language of the messages of the store'),
  facts: z
    .array(z.string().trim().min(1).max(300))
    .max(20)
    .default([])
    .describe('Facts in words that the variants may state, beside those of the brand'),
  writer: z
    .union([z.uuid(), z.literal('patterns')])
    .optional()
    .describe(
      'Id of the connection of a model, or `patterns`. Left out: the first model, or patterns if there is none',
    ),
});
type Input = z.output<typeof input>;

interface Checked {
  readonly variant: WrittenVariant;
  readonly content: unknown;
  /** Why it was refused; null if nothing was found. */
  readonly why: string | null;
}

const output = z.strictObject({
  proposals: z.array(proposalShape).describe('All proposals of the step'),
  added: z.array(id).describe('Those that are new'),
  by: z.string().nullable().describe('The model and its connection; null for patterns'),
  leftOut: z
    .int()
    .describe('Variants that were written and not shown: refused twice by the claims guard, or alike'),
  leftOutWhy: z.array(z.string()).describe('What was found in them'),
  problem: z
    .strictObject({ reason: z.string(), next: z.string() })
    .nullable()
    .describe('Why the model wrote nothing, or not all'),
});

/**
 * Proposes variants of a message, by a connected language model or by patterns. Everything passes the claims guard: what it
 * refuses is written again once, then left out and counted. Nothing is sent or changed: a person approves first.
 * @throws MillraceError not-found for a step that sends nothing, or a model that is not connected; input-invalid while the message has no text
 */
export const proposeVariants = composeVerb(
  { name: 'variants-proposed', permission: 'flows:write', input, output },
  async (context, given) => {
    const { step, models } = await context.db.inWorkspace(context.workspaceId, async (tx) => ({
      step: await messageStep(tx, context, given.flow, given.node),
      models: await modelsIn(tx, context),
    }));
    const language = given.language ?? step.store.language;
    const question = questionOf(step, given, language);
    const model = modelFor(given, models);
    const outcome = model
      ? await byModel(context, model, step, question)
      : await byPatterns(context, step, question);
    const by = model ? [outcome.model ?? model.model, model.name].filter(Boolean).join(', ') : null;
    return context.db.inWorkspace(context.workspaceId, async (tx) => {
      const added: string[] = [];
      for (const [place, { variant, content }] of outcome.passed.entries()) {
        const proposal = newId();
        added.push(proposal);
        const facts = usedFacts(
          changedTexts(step.channel, step.content, content),
          question.facts,
          variant.said,
        );
        await tx`insert into content_proposals (id, workspace_id, flow_id, node, channel, content, angle, language, facts,
            said, written_by, connection_id, proposed_at, place, proposed_by)
          values (${proposal}, ${context.workspaceId}, ${given.flow}, ${given.node}, ${step.channel.id},
            ${tx.json(content as never)}, ${variant.angle}, ${language}, ${tx.json(facts as never)},
            ${tx.json(given.facts)}, ${by}, ${model?.id ?? null}, ${context.now()}, ${place}, ${context.actor.name})`;
      }
      await tx`delete from content_proposals where id in (
        select id from content_proposals where flow_id = ${given.flow} and node = ${given.node} and approved_at is null
        order by proposed_at desc, id desc offset ${MOST_KEPT})`;
      return {
        proposals: [...(await proposalsIn(tx, step, given.flow, given.node))],
        added,
        by,
        leftOut: outcome.leftOut.length,
        leftOutWhy: [...new Set(outcome.leftOut)].slice(0, 10),
        problem: outcome.problem,
      };
    });
  },
);

function questionOf(step: MessageStep, given: Input, language: string): VariantQuestion {
  const whole = writtenTexts(step.channel, step.content);
  const [first] = whole;
  if (!first) {
    const problem = 'The message has no text yet. Write it first.';
    return fail('input-invalid', { problems: `node: ${problem}`, fields: [{ field: 'node', problem }] });
  }
  return {
    channel: step.channel,
    texts: given.differs === 'first' ? [first] : whole,
    whole,
    facts: factsOf(step, given.facts),
    brand: step.brand,
    store: step.store.name,
    language,
    count: given.count,
  };
}

function modelFor({ writer }: Input, models: readonly ModelConnection[]): ModelConnection | null {
  if (writer === 'patterns') return null;
  if (writer === undefined) return models[0] ?? null;
  return (
    models.find(({ id: connection }) => connection === writer) ??
    fail('not-found', { what: 'language model' })
  );
}

interface Outcome {
  readonly passed: readonly Checked[];
  /** What was found in each that was left out. */
  readonly leftOut: readonly string[];
  readonly problem: { readonly reason: string; readonly next: string } | null;
  readonly model: string | null;
}

/** The guard, the limits of the channel, and whether it can be filled in. */
async function checked(
  context: Context,
  step: MessageStep,
  question: VariantQuestion,
  variant: WrittenVariant,
): Promise<Checked> {
  const content = withTexts(step.content, variant.texts);
  const findings = variantFindings(
    {
      channel: step.channel,
      base: step.content,
      facts: question.facts,
      brand: step.brand,
      language: question.language,
    },
    content,
  );
  if (findings.length > 0) return { variant, content, why: findingsInWords(findings) };
  const problems = await variantProblems(context, step.channel, content);
  return { variant, content, why: problems.length > 0 ? problems.join(' ') : null };
}

/** Those that say what the message or another one says already are left out. */
function withoutAlike(all: readonly Checked[], step: MessageStep): { unlike: Checked[]; alike: number } {
  const keyOf = (content: unknown) =>
    writtenTexts(step.channel, content)
      .map(({ text }) => text.trim().toLowerCase())
      .join('\n');
  const seen = new Set([keyOf(step.content)]);
  const unlike = all.filter(({ content }) => {
    const key = keyOf(content);
    return !seen.has(key) && seen.add(key);
  });
  return { unlike, alike: all.length - unlike.length };
}

async function byModel(
  context: Context,
  model: ModelConnection,
  step: MessageStep,
  question: VariantQuestion,
): Promise<Outcome> {
  const each = (variants: readonly WrittenVariant[]) =>
    Promise.all(
      variants.slice(0, question.count).map((variant) => checked(context, step, question, variant)),
    );
  const ask = async (refused: readonly Refused[]) => {
    const written = await askModel(context, model.id, writingTask(question, refused));
    return {
      written,
      variants: written.result === 'written' ? variantsIn(written.value, question.texts) : null,
    };
  };
  const first = await ask([]);
  if (first.variants === null)
    return { passed: [], leftOut: [], problem: problemOf(first.written), model: null };
  const tried = await each(first.variants);
  const refused = tried.flatMap(({ variant, why }) => (why === null ? [] : [{ variant, why }]));
  let again: readonly Checked[] = [];
  let problem: Outcome['problem'] = null;
  if (refused.length > 0) {
    const second = await ask(refused);
    if (second.variants === null) problem = problemOf(second.written);
    else again = await each(second.variants.slice(0, refused.length));
  }
  const { unlike, alike } = withoutAlike(
    [...tried, ...again].filter(({ why }) => why === null),
    step,
  );
  // Those that were not written again were refused for what was found at first.
  const still = [
    ...again.flatMap(({ why }) => (why === null ? [] : [why])),
    ...refused.slice(again.length).map(({ why }) => why),
  ];
  return {
    passed: unlike.slice(0, question.count),
    leftOut: [...still, ...Array<string>(alike).fill('It says the same as another one.')],
    problem,
    model: first.written.result === 'written' ? first.written.model : null,
  };
}

async function byPatterns(context: Context, step: MessageStep, question: VariantQuestion): Promise<Outcome> {
  const { texts, facts, language, count } = question;
  // More than asked for, since the rules of the brand may refuse some.
  const written = writeSlots(texts, facts, language, count * 3);
  const all = await Promise.all(written.map((variant) => checked(context, step, question, variant)));
  const { unlike } = withoutAlike(
    all.filter(({ why }) => why === null),
    step,
  );
  const passed = unlike.slice(0, count);
  return {
    passed,
    leftOut: passed.length < count ? all.flatMap(({ why }) => (why === null ? [] : [why])) : [],
    problem:
      passed.length > 0
        ? null
        : {
            reason: 'No pattern fits this message and this language.',
            next: 'Connect a language model under Settings, Connections.',
          },
    model: null,
  };
}
