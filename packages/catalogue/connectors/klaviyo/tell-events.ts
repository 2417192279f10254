import { answeredOr, type Dialogue, type Stopped } from '../dialogue.ts';
import type { EventNews, EventPush } from '../push.ts';
import { hasKey, klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';
import { OURS } from './track-event.ts';

const MESSAGES = [
  'message-sent',
  'message-delivered',
  'message-opened',
  'message-clicked',
  'message-replied',
  'message-bounced',
  'message-complained',
];
const ORDERS = ['order-placed', 'order-fulfilled', 'order-delivered', 'order-cancelled', 'order-refunded'];

function typesOf(config: KlaviyoConfig): readonly string[] {
  if (config.tellEvents === 'nothing' || !hasKey(config)) return [];
  return config.tellEvents === 'messages' ? MESSAGES : [...MESSAGES, ...ORDERS];
}

/** The names of our metrics begin with "Millrace:", which distinguishes them from the store's. */
function requestOf(config: KlaviyoConfig, { id, label, at, email, phone, properties }: EventNews) {
  const scalars = Object.entries(properties).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
  const attributes = {
    properties: Object.fromEntries(scalars.slice(0, 40)),
    time: new Date(at).toISOString(),
    unique_id: `${OURS}${id}`,
    metric: { data: { type: 'metric', attributes: { name: `Millrace: ${label}` } } },
    profile: {
      data: {
        type: 'profile',
        attributes: {
          ...(email === null ? {} : { email }),
          ...(phone === null ? {} : { phone_number: phone }),
        },
      },
    },
  };
  return klaviyoRequest(config, 'POST', '/events', { data: { type: 'event', attributes } });
}

/**
 * One by one: in a bulk request a single repeat would fail all of them. An event that Klaviyo refuses does
 * not stop the others.
 */
function* tell(config: KlaviyoConfig, news: readonly EventNews[]): Dialogue<{ result: 'told' } | Stopped> {
  for (const one of news) {
    if (one.email === null && one.phone === null) continue;
    const answer = answeredOr(yield requestOf(config, one), 'Klaviyo');
    if (!('kind' in answer) && (answer.isSignIn || answer.result === 'not-now')) return answer;
  }
  return { result: 'told' };
}

export const klaviyoEvents: EventPush<KlaviyoConfig> = { most: 50, typesOf, tell };
