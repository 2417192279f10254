import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const anomalyAlert = defineTemplate({
  id: 'anomaly-alert',
  title: 'Anomaly alert',
  summary: 'A number is worse than it usually is: the right person hears it, with where to look first.',
  goal: 'Learn of a broken checkout, a bad batch or a blocked mail the morning after, not from the month.',
  category: 'operate',
  level: 4,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'metric-anomaly',
      sentence:
        'Eight weeks of orders, carts, messages and tickets, from which Millrace learns what is usual.',
    },
  ],
  story:
    'Each morning the day before is compared with what is usual for its weekday. When a number is worse than that, it is told once, to whom it concerns. Fewer orders or less revenue: an e-mail to the owners, and a task to order something yourself within 4 hours. ' +
    'Carts left at one step: a task to go through it. Fewer opens or deliveries, more complaints: a task for marketing. One product that comes back more often: a task to look at its last reviews and the batch. More tickets: the whole team. Anything else: the owners.',
  result: {
    text: 'There is no figure that we could check. Write down for each alarm whether it was worth getting up for; below half, choose fewer numbers.',
    source: null,
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: null,
    unknown:
      'What it is worth is the trouble that you hear of sooner, and nobody can tell beforehand how much that is.',
  },
  guardrails: [
    'It writes to your team only, never to customers.',
    'Each unusual number is told once, however long it stays unusual.',
    'An e-mail that cannot be sent becomes a task.',
  ],
  owner: 'founder',
  reviewAfterDays: 60,
  lastsDays: 1,
  adapt,
  graph,
  cast,
});
