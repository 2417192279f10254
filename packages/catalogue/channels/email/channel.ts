import { toEmailAddress } from '@millrace/base';
import { defineChannel } from '../channel-kind.ts';
import { inFewWords } from '../placeholders.ts';
import { emailContentSchema } from './content.ts';
import { emailProblems } from './problems.ts';
import { emailTexts } from './texts.ts';

/** Gmail clips a message whose HTML is larger. Source: Gmail help, "message clipped" (102 KB). */
const CLIPPED_BEYOND_BYTES = 102_000;

export const emailChannel = defineChannel({
  id: 'email',
  title: 'E-mail',
  noun: 'an e-mail',
  icon: 'envelope',
  consent: 'email',
  purpose: 'News, reminders and offers by e-mail',
  address: 'email',
  limits: { characters: 100_000, parts: null, bytes: CLIPPED_BEYOND_BYTES },
  quiet: { from: '21:00', until: '09:00' },
  content: emailContentSchema,
  initial: { subject: '', preheader: '', blocks: [{ type: 'text', text: '' }, { type: 'footer' }] },
  example: {
    subject: '{{ customer.firstName | default: "Hello" }}, your cart is waiting',
    preheader: 'We kept everything for you.',
    blocks: [
      { type: 'heading', text: 'You left something lovely behind' },
      {
        type: 'text',
        text: 'Hi {{ customer.firstName | default: "there" }},\n\nyour cart at **{{ store.name }}** is still here. Nothing is lost, and nothing is reserved for long.',
      },
      { type: 'cart' },
      { type: 'discount', title: '{{ discount.label }} for you' },
      { type: 'button', label: 'Back to my cart', link: '{{ cart.recoveryUrl }}' },
      { type: 'recommendations', title: 'Goes well with it', count: 3 },
      { type: 'footer', note: 'You get this because you left a cart at our shop.' },
    ],
  },
  addressOf: (customer) => (customer.email === null ? null : toEmailAddress(customer.email)),
  plainSummary(content) {
    const subject = (content as { subject?: unknown } | null | undefined)?.subject;
    return typeof subject === 'string' && subject.trim() !== '' ? `E-mail “${inFewWords(subject, 90)}”` : 'E-mail without a subject yet';
  },
  problems: emailProblems,
  texts: emailTexts,
});
