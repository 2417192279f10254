import { z } from 'zod';
import { explained, spaced } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { readerOf } from '../stored.ts';

const parametersSchema = z.object({ version: z.literal(1), seen: z.int().min(0) });
const readParameters = readerOf(parametersSchema);
const MINIMUM = 100;

/**
 * Copy this folder, rename it to the id, fill in every line and add it to `kinds.ts`. The conformance suite
 * says what is missing.
 */
export const templateModel = defineModel({
  id: '_template',
  title: 'Title as in the list',
  summary: 'What it decides, in one sentence for a marketer.',
  source: 'Method, paper, section or equation.',
  rule: 'What it does while there is too little to learn from.',
  minimum: [{ what: 'orders', count: MINIMUM }],
  looksAt: ['one thing', 'another thing'],
  checkedBy: 'How a decline of the model is found.',
  parameters: parametersSchema,
  reads: [],
  facts: { example: { label: 'what it decided', type: 'text' } },
  reward: null,
  history: 'orders',
  samples: (past) => past,
  train: (samples) =>
    samples.length < MINIMUM
      ? {
          parameters: null,
          report: { seen: samples.length },
          reason: `There are ${samples.length} orders and ${MINIMUM} are needed to learn from.`,
        }
      : {
          parameters: { version: 1 as const, seen: samples.length },
          report: { seen: samples.length },
          reason: null,
        },
  report: z.object({ seen: z.number() }),
  // Say how a decline is found; a judge may say null when there is too little to compare.
  drift: { by: 'trainings', judge: () => null },
  provesItself: false,
  examplePast: () => Array.from({ length: MINIMUM }, () => ({ lines: [], placedAt: 0 })),
  decide(facts) {
    const parameters = readParameters(facts.models['_template']);
    return {
      record: {
        model: '_template',
        by: parameters ? 'model' : 'rule',
        inputs: {},
        options: [{ id: 'only', probability: 1, score: null, note: null }],
        chosen: 'only',
        score: null,
        explanation: ['Says why, in a whole sentence.'],
      },
      sets: { example: 'only' },
    };
  },
  headline: (chosen) => `Decided: ${spaced(chosen)}`,
  explain: (record, currency) => explained(record, currency, { option: spaced, inputs: {} }),
  card: {
    title: 'The question it answers?',
    sentence: 'What it does, in one sentence.',
    empty: {
      icon: 'brain',
      title: 'A fixed rule decides until there is enough to learn from',
      sentence: 'What is needed.',
    },
    show: ({ seen }) => ({ standing: null, parts: [{ part: 'text', text: `Learned from ${seen} orders.` }] }),
  },
});
