import type { HttpRequest } from '../exchange.ts';
import type { TwilioConfig } from './config.ts';

export const messagesUrl = (config: TwilioConfig): string =>
  `${config.apiAddress}/2010-04-01/Accounts/${config.accountSid}/Messages.json`;

export const twilioAuth = (config: TwilioConfig): HttpRequest['auth'] => ({
  kind: 'basic',
  user: config.accountSid,
  password: config.authToken,
});
