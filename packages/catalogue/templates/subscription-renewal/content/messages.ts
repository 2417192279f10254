import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const about = footer('You get this because you have a subscription at {{ store.name }}.');
const PLAN =
  '{% if event.properties.plan %}“{{ event.properties.plan }}”{% else %}your subscription{% endif %}';
const DAY_OF_IT =
  '{% if event.properties.dueAt %}on {{ event.properties.dueAt | date: "long" }}{% else %}soon{% endif %}';
const FOR = '{% if event.properties.amount %} for {{ event.properties.amount | money }}{% endif %}';

/** The answers to the question, as the flow compares them. */
export const AS_IT_IS = 'Good as it is';
export const LATER = 'Later, please';
export const LESS = 'I still have too much';

export const itRenews: EmailContentInput = {
  subject: `Your subscription renews ${DAY_OF_IT}`,
  preheader: 'As it is, later or less: one press is enough.',
  blocks: [
    { type: 'heading', text: `It renews ${DAY_OF_IT}` },
    {
      type: 'text',
      text: `${HELLO}\n\nSo that it is no surprise: ${PLAN} renews ${DAY_OF_IT}${FOR}. If that suits you, there is nothing to do.`,
    },
    {
      type: 'survey',
      question: 'Does it suit you this time?',
      name: 'Renewal',
      scale: 'named',
      answers: [
        { id: 'fine', label: AS_IT_IS },
        { id: 'later', label: LATER },
        { id: 'less', label: LESS },
      ],
      comment: true,
      thanks: 'Thank you. If you want it changed, we do it before it renews and tell you.',
    },
    { type: 'button', label: 'Sign in at the shop', link: SHOP },
    {
      type: 'text',
      text: `You can change or end it in your account at any time. We do not ask why.\n\n${SIGNED}`,
    },
    about,
  ],
};

export const failedText: SmsContentInput = {
  text: '{{ store.name }}: the payment for your subscription did not go through. Please check your card in your account; we never ask for it by text: {{ store.url }}',
};

export const failedEmail: EmailContentInput = {
  subject: 'The payment for your subscription did not go through',
  preheader: 'Usually a card has run out. You change it in your account.',
  blocks: [
    { type: 'heading', text: 'The payment did not go through' },
    {
      type: 'text',
      text: `${HELLO}\n\nWe tried to renew ${PLAN}${FOR}, and the payment was refused. Usually a card has run out, or the bank wants to ask you first. You can change the card in your account; we never ask for it by e-mail.\n\n{% if event.properties.retryAt %}We try again on {{ event.properties.retryAt | date: "long" }}.{% else %}We try again in a few days.{% endif %} Until then nothing is lost, and nothing is sent.`,
    },
    { type: 'button', label: 'Sign in at the shop', link: SHOP },
    {
      type: 'text',
      text: 'Do you want it to end? Then leave it, or say so in one line. Both are fine.',
    },
    about,
  ],
};

export const stillFailed: EmailContentInput = {
  subject: 'Your subscription is on hold',
  preheader: 'The payment is still open. Go on, or let it end: you choose.',
  blocks: [
    { type: 'heading', text: 'It is on hold for now' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe payment for ${PLAN} has not gone through yet, so nothing is on its way to you. If you would like to go on, check your card in your account, and it continues where it stopped.\n\nIf you had rather let it end, you need do nothing. This is the last e-mail about it; after that a person may write to you once.`,
    },
    { type: 'button', label: 'Sign in, and go on', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};
