import type { Instant } from '@millrace/base';
import type { Journey } from '../journeys/journey.ts';
import { orderName } from '../journeys/past.ts';
import type { Answer, Call } from '../sending/call.ts';
import { browserOf } from '../shopify/order.ts';
import { SHOP } from '../shop/shop.ts';
import type { ReturnReason } from '../truth/index.ts';
import { askedOnPage, goOnWithReturn, REASONS } from './after-delivery.ts';
import type { Life } from './life.ts';
import type { Action } from './schedule.ts';
import { firstProduct } from './tell.ts';

/** How many use the returns page that the shop links in its footer; the others write to the shop. */
const USES_THE_PAGE = 0.6;
const WORDS: Readonly<Record<ReturnReason, string>> = {
  damaged: 'There is a crack in it.',
  'not-as-described': 'The colour is not the one in the picture.',
  'changed-mind': 'It does not suit my kitchen.',
  'wrong-item': 'This is not what I ordered.',
};

/** Where people ask for returns. */
export interface ReturnsDesk {
  ask(journey: Journey, action: Action): Promise<void> | undefined;
}

/**
 * Lets some people ask for their return on the returns page, as a browser would: form by form. Whoever does not get
 * through writes to the shop, like the others.
 * @param address of the page; null while the shop links none
 */
export function createReturnsDesk(life: Life, address: () => string | null, call: Call): ReturnsDesk {
  return {
    ask(journey, action) {
      const page = address();
      if (page === null || !life.random('returns-page', journey.number).chance(USES_THE_PAGE))
        return void goOnWithReturn(life, journey, action);
      return askOnPage(life, page, call, journey, action).then((number) => {
        if (number === null) goOnWithReturn(life, journey, action);
        else askedOnPage(life, action, number);
      });
    },
  };
}

/** @returns the number of the return; null when the page does not take it */
async function askOnPage(
  life: Life,
  page: string,
  call: Call,
  journey: Journey,
  action: Action,
): Promise<string | null> {
  const person = life.person(journey.person);
  const origin = new URL(page).origin;
  const agent = browserOf(person.device);
  const open = (url: string) =>
    call({ url, method: 'GET', headers: { 'User-Agent': agent, Accept: 'text/html' } });
  /** Sends a form, and opens the page to which it leads. */
  const send = async (url: string, fields: Readonly<Record<string, string>>) => {
    const { location } = await call({
      url,
      method: 'POST',
      headers: {
        'User-Agent': agent,
        Accept: 'text/html',
        Origin: origin,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    });
    if (!location) return null;
    const next = new URL(location, url).href;
    return { url: next, page: await open(next) };
  };
  const order = orderName(orderedAt(journey, action), SHOP.zone, journey.number);
  const items = await send(page, { number: order, email: person.email });
  const item = items && itemField(items.page, String(firstProduct(journey).productId));
  if (!items || item === null) return null;
  const reasons = await send(items.url, { [item]: '1' });
  if (!reasons) return null;
  const reason = (action.details?.['reason'] as ReturnReason | undefined) ?? 'changed-mind';
  const check = await send(reasons.url, {
    'reason-0': reasonIn(reasons.page, reason),
    'text-0': WORDS[reason],
    wish: 'refund',
  });
  const done = check && (await send(check.url, {}));
  return done ? (/<strong>(R-[A-Z0-9]+)<\/strong>/.exec(done.page.text)?.[1] ?? null) : null;
}

const orderedAt = ({ orderedAt: at }: Journey, action: Action): Instant => at ?? action.at;

/** The field by which an item is chosen: that of the product, else the first. */
function itemField({ text }: Answer, productId: string): string | null {
  const names = [...text.matchAll(/ name="(take [^"]+)"/g)].map(([, name]) => name ?? '');
  return names.find((name) => name.startsWith(`take ${productId}/`)) ?? names[0] ?? null;
}

/** The reason with these words or this id, else the first that is offered. */
function reasonIn({ text }: Answer, reason: ReturnReason): string {
  const options = [...text.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)</g)];
  const fits = options.find(([, id, words]) => id === reason || words === REASONS[reason]);
  return (fits ?? options[0])?.[1] ?? '';
}
