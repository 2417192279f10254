import { defineConnector } from '../connector-kind.ts';
import { webPushConfig } from './config.ts';
import { deliverPush } from './deliver.ts';

export const webPush = defineConnector({
  id: 'web-push',
  title: 'Web push',
  summary: 'Shows notifications in the browsers of customers who agreed in your shop. No account is needed.',
  icon: 'bell',
  category: 'texts',
  capabilities: ['deliver-push'],
  config: webPushConfig,
  example: { contact: 'hello@example.com' },
  builtIn: false,
  // Each browser has its own push service, and none publishes a rate.
  rate: () => null,
  steps: [
    {
      title: 'Let customers agree to notifications',
      text: 'Open Settings, Storefront. It has the button for your shop and the file that a browser needs.',
    },
  ],
  deliver: { push: deliverPush },
});
