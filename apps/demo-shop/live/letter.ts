import type { Offer } from '../truth/index.ts';

/** The parts of a message to one of the shop's people that the shop needs. */
export interface Letter {
  readonly id: string;
  readonly channel: string;
  readonly to: string;
  /** Real time. */
  readonly sentAt: number;
  readonly cart: string | null;
  readonly offer: Offer;
  readonly links: {
    readonly open: string | null;
    readonly click: readonly { readonly url: string; readonly target: string }[];
    readonly unsubscribe: string | null;
  } | null;
}

type Thing = Readonly<Record<string, unknown>>;
const thing = (value: unknown): Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Thing) : {};
const text = (...values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? null;

/**
 * Reads one message of `GET /api/v1/messages`. Takes the discount from its fields where it has them, and otherwise looks for
 * it in the text, as a person would. Null when the message has no address.
 */
export function readLetter(raw: unknown): Letter | null {
  const message = thing(raw);
  const id = text(message['id']);
  const to = text(message['to'], message['address']);
  if (!id || !to) return null;
  const sent = message['sentAt'] ?? message['sent_at'];
  const sentAt = typeof sent === 'number' ? sent : Date.parse(String(sent ?? ''));
  return {
    id,
    to,
    channel: text(message['channel']) ?? 'email',
    sentAt: Number.isFinite(sentAt) ? sentAt : Date.now(),
    cart: text(message['cartId'], thing(message['cart'])['externalId']),
    offer: offerOf(message),
    links: linksOf(message['links']),
  };
}

function offerOf(message: Thing): Offer {
  const named = { ...thing(message['discount']), ...thing(message['offer']) };
  const code =
    text(
      message['code'],
      message['discountCode'],
      named['code'],
      message['discount'],
      thing(message['discount'])['code'],
    ) ?? undefined;
  const kind = text(named['kind'], named['type']) ?? '';
  const value = [named['percent'], named['percentage'], named['value'], named['depth'], named['amount']]
    .map(Number)
    .find((number) => Number.isFinite(number) && number > 0);
  if (kind.includes('ship')) return { kind: 'free-shipping', code };
  if (kind.startsWith('percent') && value !== undefined)
    return { kind: 'percent', percent: value <= 1 ? value * 100 : Math.min(100, value), code };
  if (!code) return { kind: 'none' };
  const words = [message['subject'], message['text'], message['body'], strip(text(message['html']))]
    .filter((part) => typeof part === 'string')
    .join(' ');
  const percent = /(\d{1,2})\s?(?:%|percent|per cent)\s+(?:off|discount|less)/i.exec(words);
  if (percent) return { kind: 'percent', percent: Number(percent[1]), code };
  return /free (?:standard )?(?:shipping|delivery)|shipping is (?:free|on us)/i.test(words)
    ? { kind: 'free-shipping', code }
    : { kind: 'none' };
}

/** Removes style sheets, since they are full of percentages that are not discounts. */
const strip = (html: string | null): string | null =>
  html?.replace(/<(style|head)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ') ?? null;

function linksOf(raw: unknown): Letter['links'] {
  if (typeof raw !== 'object' || raw === null) return null;
  const links = thing(raw);
  const click = Array.isArray(links['click'])
    ? links['click']
        .map(thing)
        .flatMap((link) =>
          text(link['url']) ? [{ url: text(link['url'])!, target: text(link['target']) ?? '' }] : [],
        )
    : [];
  return { open: text(links['open']), click, unsubscribe: text(links['unsubscribe']) };
}

/** The link that a buyer follows: to their cart, otherwise to a product, otherwise the first link. */
export function bestLink(letter: Letter): string | null {
  const links = (letter.links?.click ?? []).filter(({ target }) => !/unsubscribe|preferences/i.test(target));
  return (
    (
      links.find(({ target }) => /recover|checkout|\/cart/i.test(target)) ??
      links.find(({ target }) => /\/products\//.test(target)) ??
      links[0]
    )?.url ?? null
  );
}

export function readOne(body: string): Letter | null {
  try {
    return readLetter(JSON.parse(body));
  } catch {
    return null;
  }
}

/** Messages asked for at once. */
export const PAGE = 100;

/** A page of messages and the cursor of the next one. Finds the list under the usual names of lists. */
export function readPage(body: string): {
  readonly letters: readonly Letter[];
  readonly raw: number;
  readonly cursor: string | null;
  readonly more: boolean;
} {
  let page: Thing = {};
  let list: unknown[] = [];
  try {
    const value: unknown = JSON.parse(body);
    page = thing(value);
    const found = Array.isArray(value)
      ? value
      : [page['items'], page['messages'], page['data']].find(Array.isArray);
    list = Array.isArray(found) ? found : [];
  } catch {
    // Not JSON: nothing to read.
  }
  const cursor = text(
    page['cursor'],
    page['next'],
    page['nextCursor'],
    page['after'],
    thing(page['page'])['next'],
  );
  return {
    letters: list.flatMap((item) => readLetter(item) ?? []),
    raw: list.length,
    cursor,
    more: page['more'] === true || page['hasMore'] === true || (list.length >= PAGE && cursor !== null),
  };
}
