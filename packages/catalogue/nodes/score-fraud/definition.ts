import { capital } from '@millrace/base/words';
import { defineNode, type Port } from '@millrace/flow';
import { z } from 'zod';
import { fieldProblem } from '../reading.ts';
import { RULES, RULE_NAMES, scoreFraud, type RuleName } from './rules.ts';

const pointsFor = (name: RuleName) => {
  const { title, description, points } = RULES[name];
  return z
    .int()
    .min(0)
    .max(100)
    .default(points)
    .meta({
      title,
      description: `${description} Points of 100; 0 switches it off.`,
      control: 'number',
    });
};
const from = (title: string, description: string, score: number) =>
  z.int().min(1).max(100).default(score).meta({ title, description, control: 'number' });

const whole = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;

const HIGH = 60;
const SOME = 35;
const THROWN_AWAY =
  'mailinator.com, guerrillamail.com, sharklasers.com, 10minutemail.com, temp-mail.org, yopmail.com, trashmail.com, getnada.com';

const config = z.strictObject({
  highFrom: from('High risk from', 'Orders with this score or more take the first branch.', HIGH),
  someFrom: from('Some risk from', 'Orders below, with this score or more, take the second.', SOME),
  rated: pointsFor('rated'),
  otherCountry: pointsFor('otherCountry'),
  large: pointsFor('large'),
  largeFrom: z.int().min(1).max(1e12).default(40_000).meta({
    title: 'An order is large from',
    description: 'About the largest twentieth of your orders.',
    control: 'money',
  }),
  distrusted: pointsFor('distrusted'),
  domains: z.string().max(4_000).default(THROWN_AWAY).meta({
    title: 'Domains of such addresses',
    description: 'Separated by commas.',
    control: 'textarea',
  }),
  payments: pointsFor('payments'),
  first: pointsFor('first'),
  many: pointsFor('many'),
  manyFrom: z.int().min(2).max(10_000).default(6).meta({
    title: 'Many of one product from',
    description: 'Pieces on one line.',
    control: 'number',
  }),
  atOnce: pointsFor('atOnce'),
  otherAddress: pointsFor('otherAddress'),
});

/** Scores an order by rules whose weights are its settings, so that an owner can read why. */
export const scoreFraudNode = defineNode({
  kind: 'score-fraud',
  title: 'Score: fraud',
  summary: 'Adds up the signs of a fraudulent order, by rules with weights that you can read and change.',
  family: 'path',
  icon: 'shield',
  subjects: ['order'],
  config,
  initial: {},
  example: { highFrom: 70, largeFrom: 60_000, first: 10 },
  versions: {},
  sentence: (settings) =>
    `Score the signs of fraud: high from ${whole(settings['highFrom'], HIGH)}, some from ${whole(settings['someFrom'], SOME)}`,
  ports: (settings): readonly Port[] => {
    const high = whole(settings['highFrom'], HIGH);
    const some = whole(settings['someFrom'], SOME);
    return [
      { id: 'high', label: `High: ${high} or more` },
      { id: 'some', label: some < high ? `Some: ${some} to ${high - 1}` : 'Some' },
      { id: 'low', label: `Low: below ${Math.min(some, high)}` },
    ];
  },
  check: ({ highFrom, someFrom, ...settings }) => [
    ...(someFrom < highFrom ? [] : [fieldProblem('someFrom', 'Some risk has to begin below high risk.')]),
    ...(RULE_NAMES.reduce((sum, name) => sum + settings[name], 0) >= highFrom
      ? []
      : [
          {
            severity: 'warning' as const,
            code: 'never-high',
            sentence: 'All points together are less than high risk, so no order is ever held.',
            field: 'highFrom',
          },
        ]),
  ],
  sets: {
    fraudScore: { label: 'fraud score', type: 'number' },
    fraudReasons: { label: 'reasons of the fraud score', type: 'text' },
  },
  meaning: {
    arrive({ config: { highFrom, someFrom, largeFrom, manyFrom, domains, ...points }, facts }) {
      const { score, reasons } = scoreFraud(facts, points, {
        largeFrom,
        manyFrom,
        domains: domains
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter((domain) => domain !== ''),
      });
      const told = reasons === '' ? 'no sign of fraud' : reasons;
      return {
        go: score >= highFrom ? 'high' : score >= someFrom ? 'some' : 'low',
        sentence: `Fraud score ${score} of 100: ${told}.`,
        with: { variables: { fraudScore: score, fraudReasons: capital(told) } },
      };
    },
  },
});
