import { z } from 'zod';
import { DAY } from '@millrace/base';
import { percent } from '@millrace/base/words';
import { defineNode } from '@millrace/flow';
import { explained, spaced } from '../explanation.ts';
import { defineModel, modelsFor } from '../model.ts';
import { readerOf } from '../stored.ts';

const parametersSchema = z.object({ version: z.literal(1), perWeek: z.number().min(0) });
const readParameters = readerOf(parametersSchema);
const MINIMUM = 3;

/** A model only for tests. It shows that a model needs only its folder. It is not a good model. */
export const toyModel = defineModel({
  id: 'toy-mood',
  title: 'Mood',
  summary: 'Tells how busy the shop is.',
  source: 'Made up for tests.',
  rule: 'Takes the shop to be quiet.',
  minimum: [{ what: 'orders', count: MINIMUM }],
  looksAt: ['orders a week'],
  checkedBy: 'Nothing.',
  parameters: parametersSchema,
  reads: [],
  facts: {
    mood: {
      label: 'mood of the shop',
      type: 'choice',
      options: [
        { value: 'busy', label: 'busy' },
        { value: 'quiet', label: 'quiet' },
      ],
      example: 'busy',
    },
    rush: { label: 'chance of a rush', type: 'share', unit: '%' },
  },
  reward: null,
  history: 'orders',
  samples: (past, { now }) => past.filter(({ placedAt }) => now - placedAt < 28 * DAY),
  train(samples) {
    const report = { seen: samples.length };
    if (samples.length < MINIMUM)
      return {
        parameters: null,
        report,
        reason: `There are ${samples.length} orders and ${MINIMUM} are needed.`,
      };
    return { parameters: { version: 1 as const, perWeek: samples.length / 4 }, report, reason: null };
  },
  report: z.object({ seen: z.number() }),
  drift: {
    by: 'trainings',
    judge: ({ seen }, newest) => ({
      gotWorse: newest.seen < seen / 2,
      sentence: `It saw ${seen} orders, and ${newest.seen} now.`,
    }),
  },
  provesItself: false,
  examplePast: () =>
    Array.from({ length: 8 }, (_unused, index) => ({
      lines: [],
      placedAt: Date.UTC(2026, 9, 14) - index * DAY,
    })),
  decide(facts) {
    const parameters = readParameters(facts.models['toy-mood']);
    const perWeek = parameters?.perWeek ?? 0;
    const mood = perWeek >= 1 ? 'busy' : 'quiet';
    const rush = perWeek / (perWeek + 1);
    return {
      record: {
        model: 'toy-mood',
        by: parameters ? 'model' : 'rule',
        inputs: { perWeek },
        options: ['busy', 'quiet'].map((id) => ({
          id,
          probability: id === mood ? 1 : 0,
          score: null,
          note: null,
        })),
        chosen: mood,
        score: rush,
        explanation: [`The shop is ${mood}: a rush comes with a chance of ${percent(rush)}.`],
      },
      sets: { mood, rush },
    };
  },
  headline: (chosen) => `Mood of the shop: ${spaced(chosen)}`,
  explain: (record, currency) =>
    explained(record, currency, { option: spaced, inputs: { perWeek: ['Orders a week', 'plain'] } }),
  card: {
    title: 'Is the shop busy?',
    sentence: 'Counts orders of the last four weeks.',
    empty: { icon: 'brain', title: 'Nothing counted yet', sentence: 'A few orders are needed.' },
    show: ({ seen }) => ({
      standing: { state: 'good', words: 'Counted' },
      parts: [
        { part: 'text', text: `Learned from ${seen} orders.` },
        {
          part: 'table',
          label: 'What was seen',
          columns: [{ header: 'What' }, { header: 'Worth', isFigure: true }],
          rows: [['Orders', { amount: 1_250 }]],
        },
      ],
    }),
  },
});

/** The node that runs it. */
export const toyNode = defineNode({
  kind: 'decide-toy-mood',
  title: 'Decide: mood',
  summary: 'Tells how busy the shop is.',
  family: 'decision',
  icon: 'spark',
  config: z.strictObject({}),
  initial: {},
  example: {},
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  sentence: () => 'Decide how busy the shop is',
  needs: () => ({ models: modelsFor(toyModel) }),
  sets: toyModel.facts,
  meaning: {
    arrive({ facts }) {
      const { record, sets } = toyModel.decide(facts, 0);
      return { go: 'next', with: { variables: sets, decision: record } };
    },
  },
});
