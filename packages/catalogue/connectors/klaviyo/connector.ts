import { defineConnector } from '../connector-kind.ts';
import { hasKey, klaviyoRequest } from './api.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyoConsent } from './consent.ts';
import { events } from './events.ts';
import { flows } from './flows.ts';
import { profiles } from './profiles.ts';
import { klaviyoSignIn } from './sign-in.ts';
import { klaviyoEvents } from './tell-events.ts';
import { trackInKlaviyo } from './track-event.ts';

export const klaviyo = defineConnector({
  id: 'klaviyo',
  title: 'Klaviyo',
  summary: 'Synchronises people, their consent and their events with Klaviyo, in both directions.',
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
      text: 'In Klaviyo, open Settings, API keys, and create a private key with these scopes, and enter it here. Or create an app with all of them and this return address, enter its client id and secret, and press Sign in.',
      paste: 'sign-in-address',
      list: [
        { name: 'Accounts, read', needed: true },
        { name: 'Profiles, read', needed: true },
        { name: 'Events and Metrics, read', needed: true },
        { name: 'Subscriptions, write', needed: false },
        { name: 'Events, write', needed: false },
        { name: 'Flows, Lists and Segments, read', needed: false },
      ],
    },
    {
      title: 'Decide which system writes',
      text: 'Two systems that react to the same event both write. Turn off the flows in Klaviyo that Millrace replaces.',
    },
  ],
  consentSources: { klaviyo: 'Klaviyo' },
  pull: {
    resources: [profiles, events, flows],
    // With subscriptions, 10 requests a second in a burst and 150 a minute are allowed.
    perSecond: 2,
    historyDays: null,
    catchUpEveryMs: 5 * 60_000,
    isPossible: hasKey,
  },
  tellConsent: klaviyoConsent,
  tellEvents: klaviyoEvents,
  acts: { 'track-event': trackInKlaviyo },
  signIn: klaviyoSignIn,
  probe: (config) => ({ via: 'http', request: klaviyoRequest(config, 'GET', '/accounts') }),
});
