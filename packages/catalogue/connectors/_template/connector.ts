import { z } from 'zod';
import { done, notDone, refused, unclear, type Act } from '../act.ts';
import { tagCustomer } from '../acts/tag-customer.ts';
import { defineConnector } from '../connector-kind.ts';
import { accepted, rejected, retry, unknown, type Delivery, type Outcome } from '../delivery.ts';
import type { Answer } from '../exchange.ts';

const config = z.object({
  apiKey: z
    .string()
    .trim()
    .min(8, 'This is too short to be the key.')
    .meta({ title: 'API key', description: 'Where the marketer finds it', secret: true }),
});
type Config = z.output<typeof config>;

/**
 * What an answer means. Distinguish carefully between `retry` (certainly not sent) and `unknown` (perhaps
 * sent).
 */
function outcome(answer: Answer): Outcome {
  if (answer.kind === 'not-sent') return retry(answer.reason);
  if (answer.kind !== 'answered') return unknown('It did not answer.');
  if (answer.status < 300) return accepted(null);
  if (answer.status === 429) return retry('It limits the request rate.', answer.retryAfterMs);
  if (answer.status === 401) return retry('The key is not accepted.', null, true);
  return answer.status < 500
    ? rejected(`It answered ${answer.status}.`)
    : unknown(`It answered ${answer.status}.`);
}

const deliverSms: Delivery<Config> = {
  repeat: {
    means: 'ask-a-person',
    harmless: false,
    sentence: 'It has no key against repeats, so a person decides when it is unclear.',
  },
  request: (message, { apiKey }) => ({
    via: 'http',
    request: {
      method: 'POST',
      url: 'https://api.example.com/texts',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: message.to, text: message.text, reference: message.messageId }),
      auth: { kind: 'bearer', token: apiKey },
    },
  }),
  outcome,
};

/**
 * What flows can do there. Use a capability of `acts/`, or add one. If something has to be known before the
 * request, add `inquire`, a dialogue of questions that change nothing. If the system forgets its keys, set
 * `withinMs` in `repeat`.
 */
const tag: Act<Config> = {
  repeat: () => ({ means: 'harmless', harmless: true, sentence: 'A tag that is there is not added again.' }),
  texts: (input) => ({ tag: tagCustomer.input.parse(input).tag }),
  request: ({ texts, person }, { apiKey }) => ({
    via: 'http',
    request: {
      method: 'PUT',
      url: `https://api.example.com/customers/${encodeURIComponent(person.email ?? '')}/tags`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ add: texts['tag'] }),
      auth: { kind: 'bearer', token: apiKey },
    },
  }),
  outcome(answer) {
    if (answer.kind === 'not-sent') return notDone(answer.reason);
    if (answer.kind !== 'answered' || answer.status >= 500) return unclear('It did not answer.');
    if (answer.status === 429) return notDone('It limits the request rate.', answer.retryAfterMs);
    if (answer.status === 401 || answer.status === 403)
      return notDone('The key is not accepted.', null, true);
    return answer.status < 300 ? done(null) : refused(`It answered ${answer.status}`);
  },
};

export const template = defineConnector({
  id: 'template',
  title: 'Template',
  summary: 'What it does for the marketer, in one sentence.',
  icon: 'plug',
  category: 'texts',
  capabilities: ['deliver-sms', 'act-tag-customer'],
  config,
  example: { apiKey: 'example-key' },
  builtIn: false,
  rate: () => null,
  // What the owner does there, in order. `paste` shows one of our addresses; `byHandOnly` is hidden if
  // Millrace registers the webhooks itself.
  steps: [{ title: 'Make a key', text: 'Where to make one, and what it has to be allowed.' }],
  // Systems that tell something have `webhook` with `intake` or `callbacks`; those that can be read have
  // `pull`; those whose webhooks can be made by API have `registration`; those with OAuth 2 have `signIn`.
  // sendgrid, woocommerce and klaviyo show each.
  probe: ({ apiKey }) => ({
    via: 'http',
    request: {
      method: 'GET',
      url: 'https://api.example.com/me',
      headers: {},
      body: null,
      auth: { kind: 'bearer', token: apiKey },
    },
  }),
  deliver: { sms: deliverSms },
  acts: { 'tag-customer': tag },
});
