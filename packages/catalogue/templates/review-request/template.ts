import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const reviewRequest = defineTemplate({
  id: 'review-request',
  title: 'Review request',
  summary:
    'Asks how it is first, and only the happy for a review: by e-mail, by text, and once more with points.',
  goal: 'Collect honest reviews, and hear from unhappy customers before the public does.',
  category: 'keep',
  level: 3,
  channels: ['email', 'sms'],
  needs: [
    { what: 'event', name: 'order-delivered', sentence: 'Deliveries, from your store or carrier.' },
    {
      what: 'event',
      name: 'review-posted',
      sentence: 'Reviews as they are posted, so that nobody is asked twice.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
    { what: 'consent', name: 'sms', sentence: 'People who agreed to texts, for the second request.' },
  ],
  story:
    'Three days after the delivery one question asks for one to five stars. Three or fewer become a task for your team, and no request. Four or five lead to the request on day 7: in the evening for what is worn, in the morning for the home. ' +
    'Whoever has not written gets one text on day 14 if they agreed to texts, and on day 21 an e-mail that offers 50 points for a review, whatever it says. Whoever writes gets them too, whenever they write.',
  result: {
    text: 'In a study with a gift retailer, a product with five reviews was 270% more likely to be bought than one without. What it would be in your store depends on how many reviews you have.',
    source: 'Spiegel Research Center, Northwestern University, How Online Reviews Influence Sales (2017)',
  },
  earns: {
    orders: {
      low: 0,
      high: 0.02,
      why: 'Our cautious assumption, of the next orders of people who are asked. What reviews do for other visitors is not in it.',
      source: null,
    },
    sends: { email: 2, sms: 0.4 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Nobody is asked for a review who did not say four or five stars.',
    'The points do not depend on what the review says, and everybody who writes gets them.',
    'A return, a refund or a ticket ends it at once.',
  ],
  owner: 'service',
  reviewAfterDays: 90,
  lastsDays: 29,
  adapt,
  graph,
  cast,
});
