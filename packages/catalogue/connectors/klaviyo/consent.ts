import { answeredOr, type Dialogue, type Stopped } from '../dialogue.ts';
import type { ConsentNews, ConsentPush } from '../push.ts';
import { hasKey, klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';

/** Klaviyo's names of its channels, and the address each needs. */
const CHANNELS: Readonly<
  Record<string, { readonly name: 'email' | 'sms'; readonly address: 'email' | 'phone' }>
> = {
  email: { name: 'email', address: 'email' },
  sms: { name: 'sms', address: 'phone' },
};

function profileOf(one: ConsentNews) {
  const known = CHANNELS[one.channel];
  const address = known && one[known.address];
  if (!known || !address) return [];
  const said =
    one.state === 'subscribed'
      ? { consent: 'SUBSCRIBED', consented_at: new Date(one.at).toISOString() }
      : { consent: 'UNSUBSCRIBED' };
  return [
    {
      type: 'profile',
      attributes: {
        ...(known.address === 'email' ? { email: address } : { phone_number: address }),
        subscriptions: { [known.name]: { marketing: said } },
      },
    },
  ];
}

/** What was said last of each address on each channel: somebody who agreed and left again within one batch has left. */
function lastWords(news: readonly ConsentNews[]): readonly ConsentNews[] {
  const last = new Map<string, ConsentNews>();
  for (const one of news) {
    const known = CHANNELS[one.channel];
    if (known) last.set(`${known.name}:${one[known.address] ?? ''}`, one);
  }
  return [...last.values()];
}

/** First unsubscribed, then subscribed people: after a crash between the two nobody who unsubscribed gets a message. */
function* tell(config: KlaviyoConfig, news: readonly ConsentNews[]): Dialogue<{ result: 'told' } | Stopped> {
  const words = lastWords(news);
  for (const state of ['unsubscribed', 'subscribed'] as const) {
    const data = words.filter((one) => one.state === state).flatMap(profileOf);
    if (data.length === 0) continue;
    const kind = state === 'subscribed' ? 'create' : 'delete';
    const attributes =
      state === 'subscribed'
        ? { custom_source: 'Millrace', profiles: { data }, historical_import: true }
        : { profiles: { data } };
    const path = `/profile-subscription-bulk-${kind}-jobs`;
    const body = { data: { type: `profile-subscription-bulk-${kind}-job`, attributes } };
    const answer = answeredOr(yield klaviyoRequest(config, 'POST', path, body), 'Klaviyo');
    if (!('kind' in answer)) return answer;
  }
  return { result: 'told' };
}

export const klaviyoConsent: ConsentPush<KlaviyoConfig> = {
  source: 'Klaviyo',
  most: 100,
  isPossible: (config) => config.tellConsent && hasKey(config),
  tell,
};
