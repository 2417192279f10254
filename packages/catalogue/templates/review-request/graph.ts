import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { agreedToTexts, inCategories } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

const starred = (id: string, operator: 'at-least' | 'at-most', value: number) => ({
  id,
  event: 'survey-answered',
  match: 'message',
  message: 'how-many-stars',
  where: { fact: 'event.properties.score', operator, value },
});
const posted = { events: ['review-posted'], match: 'customer', timeout: days(7) };

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'order',
  nodes: [
    node('trigger', 'event-trigger', 'Order was delivered', {
      events: ['order-delivered'],
      key: 'order',
      reentry: { rule: 'once-per-key' },
      exits: [
        { event: 'return-requested', match: 'customer' },
        { event: 'order-refunded', match: 'order' },
        { event: 'ticket-opened', match: 'customer' },
      ],
    }),
    node('to-day-3', 'wait', 'Wait until day 3', daysUntil(3, '18:00')),
    node('how-many-stars', 'send-email', 'E-mail: how many stars?', { content: message.howManyStars }),
    node('answer', 'wait-for-one-of', 'What do they answer?', {
      events: [starred('happy', 'at-least', 4), starred('unhappy', 'at-most', 3)],
      timeout: days(4),
    }),
    node('put-right', 'task', 'Task: ask what went wrong', {
      title: 'Ask {{ customer.firstName | default: "the customer" }} what went wrong',
      details:
        'They gave three stars or fewer for order {{ order.number | default: "without a number" }}. Write or call; do not ask for a review.',
      facts: [{ label: 'Order', value: '{{ order.number | default: "" }}' }],
      within: hours(24),
    }),
    node('when', 'condition', 'When do they use it?', {
      paths: [
        {
          id: 'morning',
          name: 'In the morning: home and kitchen',
          when: inCategories('home', 'kitchen', 'furniture'),
        },
      ],
      otherwise: 'In the evening: the rest',
    }),
    node('morning', 'wait', 'Wait until day 7, morning', { duration: days(3), at: '10:00' }),
    node('evening', 'wait', 'Wait until day 7, evening', { duration: days(3), at: '19:00' }),
    node('request', 'send-email', 'E-mail: would you review it?', { content: message.request }),
    node('first-week', 'wait-for-event', 'Reviewed within 7 days?', posted),
    agreedToTexts('by-text'),
    node('request-text', 'send-sms', 'Text: two lines?', { content: message.requestText }),
    node('second-week', 'wait-for-event', 'Reviewed by day 21?', posted),
    node('with-points', 'send-email', 'E-mail: 50 points for it', { content: message.withPoints }),
    node('third-week', 'wait-for-event', 'Reviewed by day 28?', posted),
    node('points', 'change-points', 'Give 50 points', {
      do: 'give',
      points: 50,
      reason: 'Thank you for your review',
    }),
    node('thanks', 'send-email', 'E-mail: thank you', { content: message.thanks }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > to-day-3',
    'to-day-3 > how-many-stars',
    'how-many-stars > answer',
    'answer:happy > when',
    'answer:unhappy > put-right',
    'answer:timeout > end',
    'put-right > end',
    'when:morning > morning',
    'when:else > evening',
    'morning > request',
    'evening > request',
    'request > first-week',
    'first-week:happened > points',
    'first-week:timeout > by-text',
    'by-text:agreed > request-text',
    'by-text:else > second-week',
    'request-text > second-week',
    'second-week:happened > points',
    'second-week:timeout > with-points',
    'with-points > third-week',
    'third-week:happened > points',
    'third-week:timeout > end',
    'points > thanks',
    'thanks > end',
  ),
  settings: {
    outcome: 'review-posted',
    failure: 'return-requested',
    outcomeDays: 30,
    holdout: 0.05,
    purpose: 'marketing',
  },
};
