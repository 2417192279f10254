import { CHANNELS, reachesDevices } from '@millrace/channels';
import { CONNECTORS } from '@millrace/connectors';
import type { StateName } from '@millrace/ui';

export const CONSENT_STATES = ['subscribed', 'pending', 'unsubscribed', 'never-asked'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

const WORDS: Readonly<Record<ConsentState, { readonly pill: StateName | null; readonly words: string }>> = {
  subscribed: { pill: 'good', words: 'Agreed' },
  pending: { pill: 'waiting', words: 'Not confirmed yet' },
  unsubscribed: { pill: 'blocked', words: 'Unsubscribed' },
  'never-asked': { pill: null, words: 'Never asked' },
};

/** A consent state in words. No stored state means that the customer was never asked. */
export function consentWords(state: string | undefined): { pill: StateName | null; words: string } {
  return (
    WORDS[(state ?? 'never-asked') as ConsentState] ?? {
      pill: null,
      words: (state ?? '').replaceAll('-', ' '),
    }
  );
}

const SOURCES: Readonly<Record<string, string>> = {
  api: 'the API',
  app: 'your team, by hand',
  'unsubscribe-link': 'the unsubscribe link',
  'unsubscribe-page': 'the unsubscribe link',
  'one-click': 'their mail program’s unsubscribe button',
  'preference-page': 'the preference page',
  stop: 'a text saying STOP',
  'replied-stop': 'a text saying STOP',
  'texted-stop': 'a text saying STOP',
  'texted-start': 'a text saying START',
  'pop-up': 'a pop-up',
  'footer-form': 'the footer form',
  checkout: 'the checkout',
  form: 'a form',
  import: 'an import',
  erased: 'their wish to be erased',
  ...Object.assign({}, ...CONNECTORS.map((kind) => kind.consentSources)),
};

/** Where a consent came from: "from the checkout", or the words that were entered by hand. */
export function consentSource(source: string | null): string | null {
  if (!source) return null;
  // The id of a connection: the consent came in with the customer.
  if (/^[0-9a-f-]{36}$/.test(source)) return 'from the store';
  const id = source.toLowerCase().replace(/[_ ]+/g, '-');
  if (Object.hasOwn(SOURCES, id)) return `from ${SOURCES[id]}`;
  if (/^[a-z0-9_-]+$/.test(source)) return `from ${source.replaceAll('-', ' ').replaceAll('_', ' ')}`;
  return source;
}

export const OPT_IN_WORDS: Readonly<Record<string, string>> = {
  single: 'agreed once',
  double: 'agreed and confirmed',
  unknown: '',
};

/** The channels with a consent, in the order of the screens. */
export const CONSENTS = CHANNELS.map(({ id, icon, words, address }) => ({
  id,
  icon,
  title: words.agreed,
  reached: words.reached,
  /** Whether a yes can be recorded here: not that of a browser, which only the browser can give. */
  isGivenHere: !reachesDevices(address),
}));

/** A change of consent for the timeline: "E-mail: agreed". */
export function consentTitle(data: Readonly<Record<string, unknown>>): string {
  const channel = CONSENTS.find((one) => one.id === data['channel'])?.title ?? String(data['channel']);
  return `${channel}: ${consentWords(String(data['state'])).words.toLowerCase()}`;
}
