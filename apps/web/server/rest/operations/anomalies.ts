import { askCheck, getAnomaly, listAnomalies, readChecked, seeAnomaly } from '@millrace/services/anomalies';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Anomalies';
export const anomalyOperations: readonly Operation[] = [
  {
    id: 'listAnomalies',
    method: 'GET',
    path: '/anomalies',
    tag,
    summary: 'Numbers of the store that were not as usual',
    scope: 'flows:read',
    description: 'The latest first. `state` is `open` for those that nobody has marked as seen, or `seen`.',
    query: z.object({ state: z.enum(['open', 'seen']).optional(), ...pageQuery }),
    ...runVerb(listAnomalies, 'A page of anomalies'),
  },
  {
    id: 'readNumbersChecked',
    method: 'GET',
    path: '/anomalies/checked',
    tag,
    summary: 'Which day was looked at last',
    scope: 'flows:read',
    description: 'And how many numbers the store has, and how many of them have enough days to be judged.',
    ...runVerb(readChecked, 'What was checked'),
  },
  {
    id: 'checkNumbers',
    method: 'POST',
    path: '/anomalies/check',
    tag,
    summary: 'Check the last day once more',
    scope: 'flows:write',
    description:
      'Within a quarter of a minute, for example after a history was brought in. `waiting` is true until then. What is already known is not told again.',
    ...runVerb(askCheck, 'What was checked'),
  },
  {
    id: 'getAnomaly',
    method: 'GET',
    path: '/anomalies/{id}',
    tag,
    summary: 'One anomaly, with its evidence and likely causes',
    scope: 'flows:read',
    errors: ['not-found'],
    ...runVerb(getAnomaly, 'The anomaly'),
  },
  {
    id: 'seeAnomaly',
    method: 'POST',
    path: '/anomalies/{id}/seen',
    tag,
    summary: 'Mark an anomaly as seen',
    scope: 'work:answer',
    errors: ['not-found'],
    description: 'Home no longer shows it. Marking it again changes nothing.',
    ...runVerb(seeAnomaly, 'The anomaly'),
  },
];
