import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP } from '../../content-parts.ts';

export const welcome: EmailContentInput = {
  subject: 'Good to have you here',
  preheader: 'What you get from us, and how often.',
  blocks: [
    { type: 'heading', text: 'Good to have you here' },
    { type: 'text', text: `${HELLO}\n\nWelcome.` },
    { type: 'button', label: 'Look around', link: SHOP },
    footer('You get this because you subscribed at {{ store.name }}.'),
  ],
};
