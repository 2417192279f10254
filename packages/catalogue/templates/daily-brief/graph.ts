import { node, ways } from '../draw.ts';
import { hours } from '../durations.ts';
import type { Template } from '../template.ts';

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'store',
  nodes: [
    node('trigger', 'schedule-trigger', 'Every morning at seven', { every: 'day', at: '07:00' }),
    node('yesterday', 'store-report', 'Report: yesterday', {
      period: 'day',
      who: 'everyone',
      text: 'Good morning. This was yesterday at {{ store.name }}. What is out of stock, and what waits for somebody, stands at the end.',
      ifNotDone: 'way',
    }),
    node('not-sent', 'task', 'Task: reports do not arrive', {
      title: 'The daily report could not be sent',
      details:
        'No connection could send it. Look at Settings, Connections, and send a test. Until then, nobody gets reports by e-mail.',
      within: hours(8),
    }),
    node('which-day', 'condition', 'First of the month?', {
      paths: [
        {
          id: 'first',
          name: 'The first of the month',
          // A run is named by its day and time: 2026-11-01T07:00.
          when: { fact: 'event.properties.run', operator: 'contains', value: '-01T' },
        },
      ],
      otherwise: 'Any other day',
    }),
    node('month', 'store-report', 'Report: the month', {
      period: 'month',
      who: 'owner',
      text: 'A month is over. Compare it with the one before, and ask of each flow: does it still earn its place?',
    }),
    node('weekday', 'condition', 'Monday?', {
      paths: [{ id: 'monday', name: 'Monday', when: { fact: 'moment.weekday', operator: 'is', value: '1' } }],
      otherwise: 'Another day',
    }),
    node('week', 'store-report', 'Report: the week', {
      period: 'week',
      who: 'everyone',
      text: 'The last seven days at {{ store.name }}, for a look before the week begins.',
    }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > yesterday',
    'yesterday > which-day',
    'yesterday:not-done > not-sent',
    'not-sent > end',
    'which-day:first > month',
    'which-day:else > weekday',
    'month > weekday',
    'weekday:monday > week',
    'weekday:else > end',
    'week > end',
  ),
  settings: { outcome: 'order-placed', failure: 'metric-anomaly', outcomeDays: 1, holdout: 0 },
};
