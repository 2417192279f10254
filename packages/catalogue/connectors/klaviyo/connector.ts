import { defineConnector } from '../connector-kind.ts';
import { klaviyoRequest } from './api.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyoConsent } from './consent.ts';
import { events } from './events.ts';
import { profiles } from './profiles.ts';
import { klaviyoSignIn } from './sign-in.ts';
import { klaviyoEvents } from './tell-events.ts';
import { trackInKlaviyo } from './track-event.ts';

export const klaviyo = defineConnector({
  id: 'klaviyo',
  title: 'Klaviyo',
  summary: 'Keeps people, their consent and what happens to them in step with Klaviyo, both ways.',
  icon: 'megaphone',
  category: 'marketing',
  capabilities: ['read', 'tell', 'act-track-event'],
  config: klaviyoConfig,
  example: { apiKey: 'pk_0000000000000000000000000000000000' },
  builtIn: false,
  rate: () => null,
  steps: [
    {
      title: 'Make a private key',
      text: 'In Klaviyo, open Settings, API keys, and create a private key with these scopes and enter it here. Or make an app with this address to come back to, enter its client id and secret, and press Sign in.',
      paste: 'sign-in-address',
      list: [
        { name: 'Accounts, read', needed: true },
        { name: 'Profiles, read', needed: true },
        { name: 'Events and Metrics, read', needed: true },
        { name: 'Subscriptions, write', needed: false },
        { name: 'Events, write', needed: false },
      ],
    },
    {
      title: 'Decide who writes to whom',
      text: 'Two systems that send on the same occasion send twice. Turn off the flows in Klaviyo that Millrace takes over.',
    },
  ],
  consentSources: { klaviyo: 'Klaviyo' },
  pull: {
    resources: [profiles, events],
    // 10 a second in a burst and 150 a minute are allowed where subscriptions are asked for too.
    perSecond: 2,
    historyDays: null,
    catchUpEveryMs: 5 * 60_000,
    isPossible: (config) => !!(config.accessToken || config.apiKey),
  },
  tellConsent: klaviyoConsent,
  tellEvents: klaviyoEvents,
  acts: { 'track-event': trackInKlaviyo },
  signIn: klaviyoSignIn,
  probe: (config) => ({ via: 'http', request: klaviyoRequest(config, 'GET', '/accounts') }),
});
