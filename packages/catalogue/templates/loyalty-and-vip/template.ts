import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const loyaltyAndVip = defineTemplate({
  id: 'loyalty-and-vip',
  title: 'Loyalty and VIP',
  summary:
    'A tier at $500, points for the fifth order, a word before points expire, a request to the delighted.',
  goal: 'Notice your good customers when it happens, and thank them with more than a discount.',
  category: 'keep',
  level: 4,
  channels: ['email', 'sms'],
  needs: [
    { what: 'event', name: 'order-placed', sentence: 'Orders, with a history of what people spent before.' },
    {
      what: 'event',
      name: 'loyalty-points-expiring',
      sentence: 'A word before points expire. Millrace sends it when points have an end in Settings.',
    },
    {
      what: 'event',
      name: 'survey-answered',
      sentence: 'Answers to survey questions, such as those of the post-purchase flow.',
    },
    { what: 'tiers', name: 'Gold', sentence: 'A loyalty tier called Gold in Settings, Store.' },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
    { what: 'consent', name: 'sms', sentence: 'People who agreed to texts, for points that expire.' },
  ],
  story:
    'One flow listens to four moments. Whoever has spent $500 in all becomes Gold for a year and hears it the next morning. The fifth order brings 100 points, and a word of thanks. ' +
    'Whoever gives 9 or 10 in a survey is asked to pass your name on. Whoever has points that are about to expire gets a text, or an e-mail if they did not agree to texts.',
  result: {
    text: 'There is no figure that we could check for loyalty messages by themselves. The holdout shows whether thanked customers order again sooner.',
    source: null,
  },
  earns: {
    orders: {
      low: 0,
      high: 0.03,
      why: 'Our cautious assumption: nobody has published what such thanks cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1, sms: 0.2 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'A tier is given once: the tag “gold-thanked” remembers it.',
    'No discount codes: thanks are a tier, points and words.',
    'People in the holdout get no tier and no points.',
  ],
  owner: 'marketing',
  reviewAfterDays: 90,
  lastsDays: 2,
  adapt,
  graph,
  cast,
});
