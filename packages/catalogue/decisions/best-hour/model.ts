import { HOUR } from '@millrace/base';
import { explained } from '../explanation.ts';
import { defineModel } from '../model.ts';
import { hourCard } from './card.ts';
import { chooseHour } from './choose.ts';
import { hourDrift } from './drift.ts';
import { pastVisitors } from './example.ts';
import { MINIMUM_DAYS, MINIMUM_RETURNING } from './minimum.ts';
import { hourParametersSchema } from './parameters.ts';
import { hourPolicies } from './policies.ts';
import { hourReportSchema } from './report.ts';
import { hourSamples, OUTCOME_DAYS } from './samples.ts';
import type { HourSettings } from './slots.ts';
import { trainHours } from './train.ts';
import { hourTitle, INPUTS } from './words.ts';

/** Exploration share of a new step. */
export const DEFAULT_EXPLORATION = 0.1;

/** The settings of a new step. */
const ORDINARY: HourSettings = {
  from: 8,
  to: 20,
  otherwise: 10,
  within: 24 * HOUR,
  exploration: DEFAULT_EXPLORATION,
};

export const bestHourModel = defineModel({
  id: 'best-hour',
  title: 'Best hour',
  summary:
    'Chooses, among the hours you allow, the one at which a person usually has time, and keeps trying the others a little.',
  source:
    'Dirichlet-multinomial by maximum likelihood of the concentration (Minka, Estimating a Dirichlet distribution, 2000); what hours earn by inverse propensity weighting (Horvitz and Thompson, JASA 47, 1952).',
  rule: 'Chooses the hour with the most orders, clicks and visits on at least three days of the last half year, else the hour stated in the step, and tries each other hour that fits with an equal part of the exploration share.',
  minimum: [
    { what: 'customers who came more than once', count: MINIMUM_RETURNING },
    { what: 'days since the first visit', count: MINIMUM_DAYS },
  ],
  looksAt: [
    'hours at which their visits began in the last half year',
    'hours at which they opened messages or clicked in them',
    'hours of all customers',
    'orders after messages at each hour',
    'quiet hours of the guardrails',
    'how long the step may take',
  ],
  checkedBy:
    'At each training the hours of the latest visits are foretold from the days before, and what is learned replaces the parameters in use only if that is better than the hours of the store by two standard errors. It got worse when that is no longer so, and by clearly less than when it learned.',
  parameters: hourParametersSchema,
  reads: [],
  facts: { bestHour: { label: 'their best hour', type: 'number' } },
  reward: { of: 'person', days: OUTCOME_DAYS },
  history: 'visitors',
  samples: hourSamples,
  train: trainHours,
  report: hourReportSchema,
  policies: hourPolicies,
  drift: { by: 'trainings', judge: hourDrift },
  provesItself: true,
  examplePast: pastVisitors,
  decide(facts, draw) {
    const { hour, record } = chooseHour(facts, ORDINARY, draw);
    return { record, sets: { bestHour: hour } };
  },
  headline: (chosen) => `Best hour: ${hourTitle(chosen).toLowerCase()}`,
  explain: (record, currency) => {
    const { draw: _draw, withinMinutes: _within, ...inputs } = record.inputs;
    return explained({ ...record, inputs }, currency, { option: hourTitle, inputs: INPUTS });
  },
  card: hourCard,
});
