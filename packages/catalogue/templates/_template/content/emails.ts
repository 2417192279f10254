import type { EmailContentInput } from '@millrace/channels';

export const welcome: EmailContentInput = {
  subject: 'Good to have you here',
  blocks: [
    { type: 'text', text: 'Hi {{ customer.firstName | default: "there" }},\n\nwelcome.' },
    { type: 'footer' },
  ],
};
