import type { DecisionModel } from '../model.ts';

/** Copy this folder, rename it to the id, fill every line, add it to `kinds.ts`. The conformance suite says what is missing. */
export const templateModel: DecisionModel = {
  id: '_template',
  title: 'Title as in the list',
  summary: 'What it decides, in one sentence for a marketer.',
  source: 'Method, paper, section or equation.',
  rule: 'What it does while there is too little to learn from.',
  minimum: [{ what: 'things seen', count: 100 }],
  looksAt: ['one thing', 'another thing'],
  checkedBy: 'How it is found to have got worse.',
  decide: (_facts, _draw) => ({
    model: '_template',
    by: 'rule',
    inputs: {},
    options: [{ id: 'only', probability: 1, score: null, note: null }],
    chosen: 'only',
    score: null,
    explanation: ['Says why, in a whole sentence.'],
  }),
};
