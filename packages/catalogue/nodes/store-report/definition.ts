import { defineNode } from '@millrace/flow';
import { REPORT_PERIODS, type ReportPeriod } from '@millrace/connectors/acts';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { decisionsNamedIn } from '../reading.ts';
import { recipientFields, recipientProblems, recipientsOf, recipientWords } from '../recipients.ts';

const PERIODS: Readonly<Record<ReportPeriod, string>> = {
  day: 'Yesterday',
  week: 'The last seven days',
  month: 'The last month',
};

const config = z.strictObject({
  period: z.enum(REPORT_PERIODS).default('day').meta({
    title: 'Figures of',
    control: 'select',
    description: 'Whole days of the calendar, compared with the time before.',
    labels: PERIODS,
  }),
  text: z.string().trim().max(2_000).default('').meta({
    title: 'Before the figures',
    control: 'textarea',
    description: 'May have placeholders, such as {{ store.name }}.',
  }),
  ...recipientFields,
  ...actingFields,
});

const isPeriod = (period: unknown): period is ReportPeriod =>
  typeof period === 'string' && Object.hasOwn(PERIODS, period);

/** E-mails people of the team what happened in the store, in figures. */
export const storeReport = defineNode({
  kind: 'store-report',
  title: 'Report',
  summary:
    'E-mails people of your team what happened in the store: orders, carts, messages, flows and stock.',
  family: 'action',
  icon: 'bars',
  subjects: ['store'],
  config,
  initial: { period: 'day' },
  example: { period: 'week', who: 'everyone', text: 'Good morning. This was the week.' },
  versions: {},
  ports: actingPorts,
  sentence: (written) =>
    `Report ${PERIODS[isPeriod(written['period']) ? written['period'] : 'day'].toLowerCase()} to ${recipientWords(written)}`,
  check: recipientProblems,
  uses: ({ text }) => decisionsNamedIn(text),
  asks: () => [{ capability: 'write-to-team', connection: null }],
  meaning: {
    arrive: ({ config: { period, text, ...whom } }) => ({
      call: {
        capability: 'write-to-team',
        input: {
          ...recipientsOf(whom),
          subject: SUBJECTS[period],
          text,
          facts: [],
          report: period,
        },
        assumed: null,
      },
      sentence: `Will send the report to ${recipientWords(whom)}.`,
    }),
    wake: onceAnswered,
  },
});

const SUBJECTS: Readonly<Record<ReportPeriod, string>> = {
  day: '{{ store.name }}: yesterday in figures',
  week: '{{ store.name }}: the week in figures',
  month: '{{ store.name }}: the month in figures',
};
