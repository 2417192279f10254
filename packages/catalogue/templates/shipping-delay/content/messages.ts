import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SIGNED } from '../../content-parts.ts';

const about = footer('You get this because an order of yours at {{ store.name }} is late.');
const NUMBER = 'order{% if order.number %} {{ order.number }}{% endif %}';
const NEW_DAY = '{{ event.properties.expectedAt | date: "long" }}';
const FOLLOW = '{{ event.properties.trackingUrl | default: store.url }}';
const UNTIL = `{% if event.properties.expectedAt %}The carrier now says ${NEW_DAY}.{% else %}The carrier has not said until when.{% endif %}`;

export const lateText: SmsContentInput = {
  text: `{{ store.name }}: your ${NUMBER} is late, and we are sorry. ${UNTIL} Follow it here: ${FOLLOW}`,
};

export const lateEmail: EmailContentInput = {
  subject: 'Your parcel comes later than planned',
  preheader: UNTIL,
  blocks: [
    { type: 'heading', text: 'Your parcel is late' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour ${NUMBER} is on its way and will not be there when it should. We are sorry. ${UNTIL}{% if event.properties.reason %} What they report: {{ event.properties.reason }}.{% endif %}\n\nYou need not do anything. If it is not there in five days, we ask you what you would like instead.`,
    },
    { type: 'order', showPrices: false, showTotal: false },
    { type: 'button', label: 'Follow the parcel', link: FOLLOW },
    {
      type: 'text',
      text: 'Was it meant for a certain day? Reply with the day, and we look for another way.',
    },
    about,
  ],
};

/** The answers to the question, as the flow compares them. */
export const WAIT = 'I can wait a little longer';
export const SEND_AGAIN = 'Send it again';
export const MONEY_BACK = 'I would like my money back';

export const yourChoice: EmailContentInput = {
  subject: 'Your parcel is still not there. What would you like?',
  preheader: 'Wait, another parcel, or your money. You choose.',
  blocks: [
    { type: 'heading', text: 'It is still not there' },
    {
      type: 'text',
      text: `${HELLO}\n\nFive days ago we told you that your ${NUMBER} is late, and it has not been reported as delivered since. You have waited long enough to choose.`,
    },
    {
      type: 'survey',
      question: 'What would you like?',
      name: 'Late parcel',
      scale: 'named',
      answers: [
        { id: 'again', label: SEND_AGAIN },
        { id: 'money', label: MONEY_BACK },
        { id: 'wait', label: WAIT },
      ],
      comment: true,
      thanks: 'Thank you. One of us sees to it within a day.',
    },
    { type: 'order', showPrices: false },
    {
      type: 'text',
      text: `Has it come in the meantime? Then leave this be, and forgive us.\n\n${SIGNED}`,
    },
    about,
  ],
};
