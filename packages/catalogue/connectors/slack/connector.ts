import { defineConnector } from '../connector-kind.ts';
import { slackConfig } from './config.ts';
import { slackRequest } from './api.ts';
import { askInSlack, closeInSlack } from './ask.ts';
import { slackNotifier } from './notify.ts';
import { PRESS, PROOF, slackAnswer, slackPayload, slackPresses, slackTopic } from './presses.ts';

const MINUTE = 60_000;

export const slack = defineConnector({
  id: 'slack',
  title: 'Slack',
  summary:
    'Asks your team questions from flows, with buttons for the answers, and tells them when a connection fails.',
  icon: 'hash',
  category: 'team',
  capabilities: ['notify', 'act-ask-team', 'act-close-question'],
  config: slackConfig,
  example: {
    botToken: 'xoxb-000000000000-example',
    signingSecret: 'example-signing-secret',
    channel: '#store',
  },
  builtIn: false,
  rate: () => 1,
  webhook: {
    signature: {
      kind: 'hmac',
      at: { header: 'x-slack-signature' },
      algorithm: 'sha256',
      encoding: 'hex',
      prefix: 'v0=',
      over: [{ text: 'v0:' }, 'timestamp', { text: ':' }, 'raw-body'],
      signedAt: { at: { header: 'x-slack-request-timestamp' }, unit: 'seconds', toleranceMs: 5 * MINUTE },
      secrets: ['signingSecret', 'previousSigningSecret'],
    },
    format: 'by-content-type',
    unwrap: slackPayload,
    topics: [
      { topic: PRESS, title: 'Presses on buttons', needed: true },
      { topic: PROOF, title: 'Slack checks the address', needed: true },
    ],
    ignored: [],
    topicHeader: null,
    topicOf: slackTopic,
    deliveryIdHeader: null,
    answer: { contentType: 'text/plain', body: '' },
    answerTo: slackAnswer,
  },
  steps: [
    {
      title: 'Make an app in Slack',
      text: 'At api.slack.com/apps, create an app from scratch in your workspace. Under OAuth & Permissions give the bot this scope, and install it.',
      list: [{ name: 'chat:write', needed: true }],
    },
    {
      title: 'Turn on interactivity',
      text: 'Under Interactivity & Shortcuts, enter this address as the request URL. Without this, notices arrive, but their buttons do nothing.',
      paste: 'webhook-address',
    },
    { title: 'Invite the app', text: 'In the channel, type /invite and the name of your app.' },
  ],
  presses: slackPresses,
  notify: slackNotifier,
  acts: { 'ask-team': askInSlack, 'close-question': closeInSlack },
  probe: (config) => ({ via: 'http', request: slackRequest(config, 'auth.test', {}) }),
});
