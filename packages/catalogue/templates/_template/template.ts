import { defineTemplate } from '../template.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const template = defineTemplate({
  id: '_template',
  title: 'Template',
  summary: 'One line for the card in the gallery, in the words of a marketer.',
  goal: 'What it is for, in the words of a marketer who needs it.',
  category: 'welcome',
  level: 3,
  channels: ['email'],
  needs: [
    { what: 'event', name: 'customer-subscribed', sentence: 'Subscriptions, from forms or your store.' },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story: 'What happens, in a few sentences; story.md has it in full.',
  result: { text: 'What others see with flows like it.', source: 'Who says so, and when (2026)' },
  earns: {
    orders: {
      low: 0.01,
      high: 0.05,
      why: 'Our cautious assumption: nobody has published what such e-mails cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: ['What it never does, in a sentence.', 'What ends it at once, in a sentence.'],
  owner: 'marketing',
  reviewAfterDays: 60,
  lastsDays: 1,
  adapt: [{ sentence: 'The words of the e-mail, in your voice.', nodes: ['welcome'] }],
  graph,
  cast,
});
