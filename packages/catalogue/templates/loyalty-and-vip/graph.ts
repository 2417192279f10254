import { node, ways } from '../draw.ts';
import { agreedToTexts } from '../steps.ts';
import type { Template } from '../template.ts';
import * as message from './content/messages.ts';

const happened = (value: string) => ({ fact: 'event.type', operator: 'is' as const, value });
const nextMorning = { duration: { amount: 12, unit: 'hours' }, at: '10:00' };

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Ordered, answered, or points expire', {
      events: ['order-placed', 'loyalty-points-expiring', 'survey-answered'],
      reentry: { rule: 'always' },
      exits: [],
    }),
    node('which', 'condition', 'Which moment is it?', {
      paths: [
        { id: 'expiring', name: 'Points are about to expire', when: happened('loyalty-points-expiring') },
        {
          id: 'delighted',
          name: 'Gave 9 or 10',
          when: {
            all: [
              happened('survey-answered'),
              { fact: 'event.properties.score', operator: 'at-least', value: 9 },
            ],
          },
        },
        {
          id: 'gold',
          name: 'Has spent 500 in all',
          when: {
            all: [
              happened('order-placed'),
              { fact: 'customer.totalSpent', operator: 'at-least', value: 50_000 },
              { fact: 'customer.tags', operator: 'does-not-contain', value: 'gold-thanked' },
            ],
          },
        },
        {
          id: 'fifth',
          name: 'Fifth order',
          when: {
            all: [happened('order-placed'), { fact: 'customer.ordersCount', operator: 'is', value: 5 }],
          },
        },
      ],
      otherwise: 'None of these',
    }),
    agreedToTexts('by-text'),
    node('points-text', 'send-sms', 'Text: points expire', { content: message.pointsText }),
    node('points-email', 'send-email', 'E-mail: points expire', { content: message.pointsEmail }),
    node('pass-it-on', 'send-email', 'E-mail: pass it on', { content: message.passItOn }),
    node('tier', 'set-tier', 'Gold for a year', { tier: 'Gold', days: 365, ifNotDone: 'way' }),
    node('remember', 'update-profile', 'Remember the thanks', { do: 'add-tag', tag: 'gold-thanked' }),
    node('gold-morning', 'wait', 'Wait until the next morning', nextMorning),
    node('you-are-gold', 'send-email', 'E-mail: you are Gold', { content: message.youAreGold }),
    node('points', 'change-points', 'Give 100 points', {
      do: 'give',
      points: 100,
      reason: 'Thank you for your fifth order',
    }),
    node('fifth-morning', 'wait', 'Wait until next morning', nextMorning),
    node('fifth-thanks', 'send-email', 'E-mail: fifth order', { content: message.fifthOrder }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > which',
    'which:expiring > by-text',
    'which:delighted > pass-it-on',
    'which:gold > tier',
    'which:fifth > points',
    'which:else > end',
    'by-text:agreed > points-text',
    'by-text:else > points-email',
    'points-text > end',
    'points-email > end',
    'pass-it-on > end',
    'tier > remember',
    'tier:not-done > end',
    'remember > gold-morning',
    'gold-morning > you-are-gold',
    'you-are-gold > end',
    'points > fifth-morning',
    'fifth-morning > fifth-thanks',
    'fifth-thanks > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 60, holdout: 0.1, purpose: 'marketing' },
};
