import { defineConnector } from '../connector-kind.ts';
import { webPushConfig } from './config.ts';
import { deliverPush } from './deliver.ts';

export const webPush = defineConnector({
  id: 'web-push',
  title: 'Web push',
  summary:
    'Shows notifications in the browsers of customers who agreed in your shop. No account is needed. How they agree is in Settings, Storefront.',
  icon: 'bell',
  category: 'texts',
  capabilities: ['deliver-push'],
  config: webPushConfig,
  example: { contact: 'hello@example.com' },
  builtIn: false,
  // Each browser has its own push service, and none publishes a rate.
  rate: () => null,
  deliver: { push: deliverPush },
});
