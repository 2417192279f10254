import { defineConnector } from '../connector-kind.ts';
import { smtpConfig } from './config.ts';
import { deliverEmail, smtpServer } from './deliver.ts';

export const smtp = defineConnector({
  id: 'smtp',
  title: 'Mail server (SMTP)',
  summary: 'Sends e-mail through any mail server or provider that supports SMTP.',
  icon: 'envelope',
  category: 'email',
  capabilities: ['deliver-email'],
  config: smtpConfig,
  example: {
    host: 'smtp.example.com',
    port: 587,
    user: 'shop',
    password: 'example-password',
    fromAddress: 'hello@example.com',
    fromName: 'Example Shop',
    perSecond: 10,
  },
  builtIn: false,
  rate: (config) => config.perSecond,
  steps: [
    {
      title: 'Allow this server to send for your domain',
      text: 'Your provider says which records (SPF, DKIM) your domain needs. Without them mail goes to spam.',
    },
  ],
  deliver: { email: deliverEmail },
  probe: (config) => ({ via: 'smtp', server: smtpServer(config) }),
});
