import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const subscriptionRenewal = defineTemplate({
  id: 'subscription-renewal',
  title: 'Subscription renewal',
  summary: 'Says when it renews and lets people change it; says when a payment failed, three times at most.',
  goal: 'Renew no subscription that surprises somebody, and lose none because a card has run out.',
  category: 'keep',
  level: 3,
  channels: ['sms', 'email'],
  needs: [
    {
      what: 'event',
      name: 'subscription-due',
      sentence: 'Renewals that are coming up, from your subscription app, some days before.',
    },
    { what: 'event', name: 'subscription-failed', sentence: 'Payments of subscriptions that failed.' },
    {
      what: 'event',
      name: 'subscription-renewed',
      sentence: 'Renewals that went through, so that it ends when one has.',
    },
  ],
  story:
    'Before a renewal, people get an e-mail with the day and the amount, and three answers: as it is, later, or less. Later and less become a task for your team, because only they can change it. ' +
    'When a payment failed, people who agreed to texts get one, all others an e-mail. After three days without a renewal comes a second e-mail, and four days later a task: write to them. A renewal or a cancellation ends it at once.',
  result: {
    text: 'Of the payments that are recovered after they failed, 90% are recovered within the first 10 days. Count how many of yours are, before and after.',
    source: 'Recurly, The Case for Smarter Failed Payment Recovery (April 2026)',
  },
  earns: {
    orders: null,
    sends: { email: 0.7, sms: 0.5 },
    discount: null,
    saves: { low: 2, high: 5, what: 'writing to a subscriber by hand when a payment failed' },
    unknown:
      'What it brings are payments that are recovered; how many of yours, nobody can tell beforehand. Here only the work is counted.',
  },
  guardrails: [
    'Nobody is asked for a card number by e-mail or text; the link leads to your store.',
    'Three messages about a failed payment at most, over a week.',
    'A renewal or a cancellation ends it at once, and nobody is talked out of one.',
  ],
  owner: 'service',
  reviewAfterDays: 90,
  lastsDays: 7,
  adapt,
  graph,
  cast,
});
