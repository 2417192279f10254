import { defineChannel } from '../channel-kind.ts';
import { inFewWords } from '../placeholders.ts';
import { EVERY_HOUR_ALIKE } from '../usual-hours.ts';
import { pushCore, pushFromCore } from './core.ts';
import { pushContentSchema, TEXT_SENT } from './content.ts';
import { pushProblems } from './problems.ts';
import { pushTexts } from './texts.ts';
import { writePush } from './write.ts';

export const pushChannel = defineChannel({
  id: 'push',
  title: 'Push notification',
  noun: 'a push notification',
  icon: 'bell',
  words: {
    one: 'a push notification',
    many: 'push notifications',
    short: 'Push',
    agreed: 'Push notifications',
    reached: 'notified',
    provider: 'push provider',
    use: 'Shows a notification in the browsers of people who agreed to notifications, outside their quiet hours.',
  },
  consent: 'push',
  consentRules: { neverAsked: null, confirmedForCarts: null },
  purpose: 'Reminders and offers as notifications of your browser',
  address: 'browsers',
  limits: { characters: TEXT_SENT, parts: null, bytes: null },
  quietHours: true,
  cartRule: null,
  atOnce: 60,
  screens: ['phone', 'desktop'],
  tracksOpens: false,
  attribution: { clicked: 24 },
  /**
   * For reminders to people who agreed to web push, rounded down from published benchmarks (Airship 2024 and PushEngage 2024:
   * tapped by 3 to 6 %). Most taps come within the hour.
   */
  usualAnswers: {
    opened: 0,
    clicked: 0.04,
    bought: 0.08,
    byHour: EVERY_HOUR_ALIKE,
    openAfter: { quarter: 1, half: 5, threeQuarters: 30, most: 360 },
    clickAfter: { quarter: 2, half: 10, threeQuarters: 60, most: 1_440 },
    buyAfter: { quarter: 8, half: 25, threeQuarters: 180, most: 1_440 },
  },
  /** Browsers deliver them without charge. */
  usualCost: 0,
  sample: { agreed: 0.1, suppressed: 0 },
  content: pushContentSchema,
  initial: { title: '', text: '' },
  example: {
    title: 'Your cart is still here',
    text: '{{ customer.firstName | default: "Hi" }}, {{ cart.firstTitle | default: "your cart" }} is waiting for you.',
    link: '{{ cart.recoveryUrl }}',
    firstButton: { text: 'Back to the cart' },
  },
  addressOf: ({ browsers }) => browsers,
  plainSummary(content) {
    const title = (content as { title?: unknown } | null | undefined)?.title;
    if (typeof title !== 'string' || title.trim() === '') return 'Push notification without a title yet';
    return `Push “${inFewWords(title, 60)}”`;
  },
  mention: ({ title }) =>
    title.trim() === '' ? 'a push notification' : `the push notification “${inFewWords(title, 60)}”`,
  problems: pushProblems,
  texts: pushTexts,
  coreOf: pushCore,
  fromCore: pushFromCore,
  tellsFirst: false,
  linkStyle: () => 'counted',
  write: writePush,
  partsOf: () => null,
});
