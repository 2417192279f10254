import { fail, formatMoney, type Json } from '@millrace/base';
import { count, percent, plural } from '@millrace/base/words';
import type { WritingTask } from '@millrace/connectors';
import { checkClaims, findingsInWords, type FindingRule } from '@millrace/content/claims';
import { composeVerb } from '@millrace/core/verb';
import { z } from 'zod';
import { readReport } from '../reports/read-report.ts';
import type { FigureView, ReportView } from '../reports/shapes.ts';
import { askModel, modelsIn, problemOf } from './ask-model.ts';

/** Sentences of a summary at most. */
const MOST_SENTENCES = 8;
/** Products, flows and channels that are told to the model at most. */
const MOST_NAMES = 8;
const TOKENS = 4_000;

/** What makes a summary wrong: figures that are not the report's. What is sold by it is no concern here. */
const FORBIDDEN: readonly FindingRule[] = ['number', 'date', 'link', 'placeholder', 'language'];

/** A report tells what happened. Why it happened is known of what flows caused alone, which has its own words. */
const CAUSES =
  /\b(?:because|due to|thanks to|owing to|as a result of|driven by|led to|caused by|attributable to)\b/i;

const FIGURES: Readonly<Record<FigureView['id'], string>> = {
  revenue: 'Revenue',
  orders: 'Orders',
  'average-order': 'Average order',
  discount: 'Discounts given',
  'flow-revenue': 'Revenue of orders that followed messages of flows',
  'new-customers': 'New customers',
  'carts-left': 'Carts that were left',
  sent: 'Messages sent',
  unsubscribed: 'People who unsubscribed',
  returns: 'Returns',
  tickets: 'Tickets',
};

/**
 * The report in words, by a connected language model. Every number it states is one of the report; what states another one, or
 * says why something happened, is written again once, and otherwise the sentences that the report has anyway stay.
 * @throws MillraceError not-found for a report that does not exist, or a model that is not connected
 */
export const writeReportSummary = composeVerb(
  {
    name: 'report-summary-written',
    permission: 'flows:write',
    input: readReport.definition.input.extend({
      writer: z.uuid().optional().describe('Id of the connection of a model. Left out: the first one'),
    }),
    output: z.strictObject({
      sentences: z.array(z.string()).describe('The summary, in whole sentences'),
      by: z.string().nullable().describe('The model and its connection; null for the rules of the report'),
      refused: z.array(z.string()).describe('What was found in what the model wrote, where it was not used'),
      problem: z
        .strictObject({ reason: z.string(), next: z.string() })
        .nullable()
        .describe('Why the model wrote nothing that could be used'),
    }),
  },
  async (context, { writer, ...asked }) => {
    const report = await readReport(context, asked);
    const models = await context.db.inWorkspace(context.workspaceId, (tx) => modelsIn(tx, context));
    const model = writer === undefined ? models[0] : models.find(({ id }) => id === writer);
    if (writer !== undefined && !model) fail('not-found', { what: 'language model' });
    const byRules = (problem: { reason: string; next: string }, refused: readonly string[] = []) => ({
      sentences: [...report.summary],
      by: null,
      refused: [...refused],
      problem,
    });
    if (!model)
      return byRules({
        reason: 'No language model is connected.',
        next: 'Connect one under Settings, Connections.',
      });
    const facts = factsOf(report);
    let refused: Refused | null = null;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const written = await askModel(context, model.id, taskFor(report, facts, refused));
      const sentences = written.result === 'written' ? sentencesIn(written.value) : null;
      if (written.result === 'not-written' || !sentences) return byRules(problemOf(written));
      const why = problemsIn(sentences, facts);
      if (why === null)
        return { sentences, by: `${written.model}, ${model.name}`, refused: [], problem: null };
      refused = { sentences, why };
    }
    return byRules(
      {
        reason: 'What it wrote is not what the report says, twice.',
        next: 'Try again, or connect a larger model.',
      },
      refused ? [refused.why] : [],
    );
  },
);

interface Refused {
  readonly sentences: readonly string[];
  readonly why: string;
}

/** The figures of a report as sentences: all that a summary may state. */
function factsOf(report: ReportView): readonly string[] {
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency: report.currency });
  const change = (now: number, before: number) => {
    if (before <= 0) return 'nothing to compare with';
    const share = now / before - 1;
    return Math.abs(share) < 0.005
      ? 'about as much'
      : `${percent(Math.abs(share))} ${share > 0 ? 'more' : 'less'}`;
  };
  const named = <Row>(rows: readonly Row[], words: (row: Row) => string) =>
    rows.slice(0, MOST_NAMES).map(words);
  return [
    `The report is about ${report.title}${report.isOver ? '' : ' so far'}, compared with ${report.comparedWith}.`,
    ...report.figures.map(({ id, shows, value, before, notable }) => {
      const told = shows === 'amount' ? money : count;
      return `${FIGURES[id]}: ${told(value)}; before: ${told(before)}; ${change(value, before)}${notable ? '; more than chance' : '; may be chance'}.`;
    }),
    ...named(
      report.channels,
      ({ title, sent, delivered, opened, clicked }) =>
        `${title}: ${count(sent)} sent, ${count(delivered)} delivered, ${count(opened)} opened, ${count(clicked)} clicked.`,
    ),
    ...named(
      report.flows,
      ({ name, orders, revenue }) =>
        `Messages of the flow “${name}” were followed by ${plural(orders, 'order')} worth ${money(revenue)}.`,
    ),
    ...named(
      report.caused.filter(({ estimate }) => estimate !== null),
      ({ name, estimate, lower, upper }) =>
        `Since it was published, the flow “${name}” caused about ${money(estimate!)} of margin, measured against its holdout; between ${money(lower ?? 0)} and ${money(upper ?? 0)}.`,
    ),
    ...named(report.products, ({ title, units, stock }) =>
      stock === null
        ? `${title}: ${plural(units, 'unit')} sold.`
        : `${title}: ${plural(units, 'unit')} sold, ${count(stock)} in stock.`,
    ),
    ...named(report.unusual, ({ sentence }) => sentence),
    ...named(report.stock, ({ title, stock }) => `${title}: ${count(stock)} in stock, which is nearly out.`),
    `Products that are out of stock or nearly so: ${count(report.stockTotal)}. Open tasks and questions: ${count(report.work)}.`,
    ...report.summary,
  ];
}

function taskFor({ title }: ReportView, facts: readonly string[], refused: Refused | null): WritingTask {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');
  return {
    instructions: [
      `You write the summary of a report of an online store for its owner: ${title}. Plain, short English sentences, the most important first, three to six of them.`,
      'State only what is among the facts. Copy numbers exactly as they are written there: do not round, add up or work out any.',
      'Say what happened, never why: no “because”, no “due to”. What flows caused may be told as it stands in the facts. Call a difference that may be chance just that.',
    ].join(' '),
    prompt: [
      `The facts:\n${list(facts)}`,
      refused === null
        ? ''
        : `\n\nThis summary was refused. Write it again without what was found.\n${list(refused.sentences)}\n${refused.why}`,
    ].join(''),
    form: 'summary',
    schema: {
      type: 'object',
      properties: {
        sentences: { type: 'array', items: { type: 'string', description: 'One whole sentence' } },
      } as Record<string, Json>,
      required: ['sentences'],
      additionalProperties: false,
    },
    mostTokens: TOKENS,
  };
}

const answerSchema = z.object({ sentences: z.array(z.string().trim().min(1).max(600)).min(1).max(30) });

function sentencesIn(value: unknown): string[] | null {
  const parsed = answerSchema.safeParse(value);
  return parsed.success ? parsed.data.sentences.slice(0, MOST_SENTENCES) : null;
}

/** What is wrong with a summary, in words; null if nothing is. */
function problemsIn(sentences: readonly string[], facts: readonly string[]): string | null {
  const text = sentences.join('\n');
  const findings = checkClaims(
    text,
    { forbidden: [], avoided: [], claims: [], categories: [] },
    {
      facts: facts.map((says) => ({ name: says, says })),
      language: 'en',
      links: [],
      onlyPlaceholdersOfFacts: true,
    },
  ).filter(({ rule }) => FORBIDDEN.includes(rule));
  const cause = CAUSES.exec(sentences.filter((sentence) => !facts.includes(sentence)).join('\n'))?.[0];
  const problems = [
    ...(findings.length > 0 ? [findingsInWords(findings)] : []),
    ...(cause ? [`“${cause}” says why something happened, which nobody measured.`] : []),
  ];
  return problems.length === 0 ? null : problems.join(' ');
}
