import { readCohorts, readReport } from '@millrace/services/reports';
import { writeReportSummary } from '@millrace/services/writing';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';

const tag = 'Reports';
export const reportOperations: readonly Operation[] = [
  {
    id: 'readReport',
    method: 'GET',
    path: '/reports/{period}',
    tag,
    summary: 'What happened in the store',
    scope: 'flows:read',
    errors: ['not-found'],
    description:
      'Of a `day`, a `week` or a `month`, compared with the time before. Without `day` it is the last one that is over; weeks begin on Monday. With `day` it begins with that day, of a month it is the month that the day is in, and it may be running.',
    query: z.object({ day: readReport.definition.input.shape.day }),
    ...runVerb(readReport, 'The report'),
  },
  {
    id: 'writeReportSummary',
    method: 'POST',
    path: '/reports/{period}/summary',
    tag,
    summary: 'Have a report summarised by a language model',
    scope: 'flows:write',
    errors: ['not-found'],
    description:
      'Every number of the text is one of the report. What states another one is written again once; otherwise the sentences of the report itself are the answer, with the reason.',
    body: writeReportSummary.definition.input.omit({ period: true }),
    ...runVerb(writeReportSummary, 'The summary'),
  },
  {
    id: 'readCohorts',
    method: 'GET',
    path: '/cohorts',
    tag,
    summary: 'What customers were worth, by month and by channel',
    scope: 'flows:read',
    description:
      'Customers of the last twelve months by the month of their first order, and by the channel whose message came before it. Amounts are revenue for each customer within so many days of the first order.',
    ...runVerb(readCohorts, 'The cohorts'),
  },
];
