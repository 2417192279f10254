import { defineConnector } from '../connector-kind.ts';
import { sendgridRequest } from './api.ts';
import { sendgridConfig } from './config.ts';
import { deliverEmail } from './deliver.ts';
import { BATCH, sendgridIntake, sendgridReports, sendgridTopic } from './events.ts';
import { sendgridRegistration } from './registration.ts';
import { sendgridPull } from './suppressions.ts';

const HOUR = 60 * 60_000;

export const sendgrid = defineConnector({
  id: 'sendgrid',
  title: 'SendGrid',
  summary: 'Sends e-mail, and reports which arrived, bounced, or were marked as spam.',
  icon: 'envelope',
  category: 'email',
  capabilities: ['deliver-email', 'intake', 'read'],
  config: sendgridConfig,
  example: {
    apiKey: 'SG.example-key-of-some-length',
    fromAddress: 'hello@harbour-lane.example',
    fromName: 'Harbour Lane',
    perSecond: 10,
  },
  builtIn: false,
  rate: (config) => config.perSecond,
  webhook: {
    signature: {
      kind: 'public-key',
      algorithm: 'ecdsa-p256-sha256',
      at: { header: 'x-twilio-email-event-webhook-signature' },
      over: ['timestamp', 'raw-body'],
      // SendGrid tries a batch for a day, and does not say whether it signs each attempt again.
      signedAt: {
        at: { header: 'x-twilio-email-event-webhook-timestamp' },
        unit: 'seconds',
        toleranceMs: 26 * HOUR,
      },
      secrets: ['verificationKey', 'previousVerificationKey'],
    },
    format: 'json',
    topics: [{ topic: BATCH, title: 'Reports about mails', needed: true }],
    ignored: [],
    topicHeader: null,
    topicOf: sendgridTopic,
    deliveryIdHeader: null,
    answer: { contentType: 'application/json', body: '{}' },
  },
  steps: [
    {
      title: 'Verify your domain',
      text: 'Under Settings, Sender Authentication, authenticate the domain of your sender address. Without this, mail goes to spam, or SendGrid refuses it.',
    },
    {
      title: 'Make an API key',
      text: 'Under Settings, API Keys, make one with restricted access and these permissions.',
      list: [
        { name: 'Mail Send, full access', needed: true },
        { name: 'Mail Settings and Event Notification, full access', needed: true },
        { name: 'Suppressions, read access', needed: false },
      ],
    },
    {
      title: 'Let SendGrid report to Millrace',
      text: 'Under Settings, Mail Settings, Event Webhooks, make one with this address and these events, and turn on the signed webhook. Enter its verification key here.',
      paste: 'webhook-address',
      list: [
        'Processed',
        'Delivered',
        'Bounced',
        'Dropped',
        'Spam reports',
        'Unsubscribes',
        'Group unsubscribes',
      ].map((name) => ({
        name,
        needed: true,
      })),
      byHandOnly: true,
    },
  ],
  consentSources: {
    'unsubscribed-at-sendgrid': 'SendGrid’s unsubscribe link',
    'marked-as-spam': 'marking a mail as spam',
  },
  intake: sendgridIntake,
  callbacks: sendgridReports,
  deliver: { email: deliverEmail },
  registration: sendgridRegistration,
  pull: sendgridPull,
  probe: (config) => ({
    via: 'http',
    request: sendgridRequest(config, 'GET', '/user/webhooks/event/settings/all'),
  }),
});
