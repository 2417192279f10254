import { defineConnector } from '../connector-kind.ts';
import { messagesUrl, twilioAuth } from './account.ts';
import { twilioCallbacks, twilioDeliveryId, twilioIntake, twilioTopic } from './callbacks.ts';
import { twilioConfig } from './config.ts';
import { deliverSms } from './deliver.ts';

export const twilio = defineConnector({
  id: 'twilio',
  title: 'Twilio',
  summary: 'Sends texts, reports whether they arrived, and gets replies, STOP and START.',
  icon: 'message',
  category: 'texts',
  capabilities: ['deliver-sms', 'intake'],
  config: twilioConfig,
  example: {
    accountSid: 'AC00000000000000000000000000000001',
    authToken: 'example-auth-token',
    from: '+14155550100',
    perSecond: 1,
  },
  builtIn: false,
  rate: (config) => config.perSecond,
  steps: [
    {
      title: 'Let replies reach Millrace',
      text: 'In the Twilio console, open your number or messaging service, and enter this address for incoming messages, by HTTP POST. Without this, STOP is not noticed.',
      paste: 'webhook-address',
    },
  ],
  webhook: {
    signature: {
      kind: 'hmac',
      at: { header: 'x-twilio-signature' },
      algorithm: 'sha1',
      encoding: 'base64',
      over: ['url', 'sorted-form'],
      secrets: ['authToken', 'previousAuthToken'],
    },
    format: 'form',
    topics: [
      { topic: 'status', title: 'Whether a text arrived', needed: true },
      { topic: 'inbound', title: 'A customer texts back, or texts STOP', needed: true },
    ],
    ignored: [],
    topicHeader: null,
    topicOf: twilioTopic,
    deliveryIdHeader: 'i-twilio-idempotency-token',
    deliveryIdOf: twilioDeliveryId,
    answer: { contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' },
  },
  intake: twilioIntake,
  callbacks: twilioCallbacks,
  deliver: { sms: deliverSms },
  probe: (config) => ({
    via: 'http',
    request: {
      method: 'GET',
      url: `${messagesUrl(config)}?PageSize=1`,
      headers: { accept: 'application/json' },
      body: null,
      auth: twilioAuth(config),
    },
  }),
});
