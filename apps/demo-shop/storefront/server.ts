import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isAdminPath, type AdminAnswer, type AdminRequest } from '../admin-api/answer.ts';
import { goodsOf, productByHandle, productByVariant, type CartLine } from '../shop/catalogue.ts';
import type { Life } from '../live/life.ts';
import { amounts, checkoutToken, type Journey } from '../journeys/journey.ts';
import { buy } from '../live/orders.ts';
import { redeemable } from '../shop/codes.ts';
import type { Product } from '../shop/product.ts';
import { drawProduct } from './drawing.ts';
import { cartPage, homePage, productPage, sentencePage, shelfPage } from './pages.ts';

export interface Storefront {
  readonly port: number;
  close(): Promise<void>;
}

interface Page {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
  readonly location?: string;
}

/**
 * Serves the shop's own pages, so that every link in a message opens a page. `life` is a function, since the pages open
 * before the life starts.
 */
export function openStorefront(
  port: number,
  currency: () => string,
  life: () => Life | null,
  admin: (request: AdminRequest) => AdminAnswer,
): Promise<Storefront | null> {
  const server = createServer((request, response) => {
    if (isAdminPath(request.url ?? '')) return void toAdmin(request, response, admin);
    const url = new URL(request.url ?? '/', 'http://shop.invalid');
    const page =
      request.method === 'POST'
        ? buying(url, life())
        : request.method === 'GET' || request.method === 'HEAD'
          ? pageFor(url, currency(), life())
          : null;
    answer(
      response,
      page ?? { status: 404, body: sentencePage('Not on any shelf', 'There is no such page in this shop.') },
      request.method === 'HEAD',
    );
  });
  server.requestTimeout = 10_000;
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen(port, () => resolve({ port: portOf(server), close: () => closing(server) }));
  });
}

/** Bytes; larger than any query of an app. */
const LARGEST_QUESTION = 200_000;

function toAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  admin: (request: AdminRequest) => AdminAnswer,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_QUESTION) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => {
    const token = request.headers['x-shopify-access-token'];
    const { status, headers, body } = admin({
      method: request.method ?? '',
      path: request.url ?? '',
      token: Array.isArray(token) ? token[0] : token,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(status, headers).end(body);
  });
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

function answer(
  response: ServerResponse,
  { status = 200, type = 'text/html; charset=utf-8', body, location }: Page,
  head: boolean,
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': type.startsWith('image') ? 'public, max-age=86400' : 'no-store',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(location ? { Location: location } : {}),
  });
  response.end(head ? undefined : body);
}

function pageFor(url: URL, currency: string, life: Life | null): Page | null {
  const [first = '', second = '', third = ''] = url.pathname.split('/').slice(1).map(decoded);
  const shelf = (product: Product): Product => (life ? life.productOf(product.number) : product);
  if (first === '') return { body: homePage(currency, shelf) };
  if (first === 'shelves') return bodyOf(shelfPage(url.pathname, currency, shelf));
  if (first === 'images') {
    const product = productByHandle(second.replace(/\.svg$/, ''));
    return product ? { type: 'image/svg+xml', body: drawProduct(product) } : null;
  }
  if (first === 'products') {
    const product = productByHandle(second);
    return product
      ? { body: productPage(product, currency, life?.state.stock[product.number] ?? product.stock, shelf) }
      : null;
  }
  if (first === 'cart')
    return {
      body: cartPage(
        {
          title: 'Your cart',
          sentence: 'Just as you left it.',
          lines: life ? life.priced(linesFrom(second)) : linesFrom(second),
          discount: 0,
          code: url.searchParams.get('discount'),
          buyPath: null,
        },
        currency,
      ),
    };
  if (first === 'checkouts' && third === 'recover') return recovery(second, url, currency, life);
  if (first === 'orders' || first === 'parcels')
    return {
      body: sentencePage(
        'On its way',
        'This order is in good hands. It would arrive in a few days, if this shop were real.',
      ),
    };
  return null;
}

const bodyOf = (body: string | null): Page | null => (body === null ? null : { body });

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Reads `{variant}:{quantity},...` and leaves out what it cannot read. */
function linesFrom(permalink: string): CartLine[] {
  return permalink
    .split(',')
    .slice(0, 50)
    .flatMap((part): CartLine[] => {
      const [variant = '', count = '1'] = part.split(':');
      const product = productByVariant(variant);
      const quantity = Math.min(99, Math.trunc(Number(count)));
      return product && quantity > 0 ? [[product.number, quantity]] : [];
    });
}

function journeyOf(life: Life | null, token: string): Journey | undefined {
  return life?.state.journeys.find((journey) => checkoutToken(journey) === token);
}

function recovery(token: string, url: URL, currency: string, life: Life | null): Page {
  const journey = journeyOf(life, token);
  if (!life || !journey)
    return {
      body: sentencePage(
        'This cart is gone',
        'It was bought or given up a while ago. The shelves are still where they were.',
      ),
    };
  const code = url.searchParams.get('discount');
  const taken =
    code === null
      ? null
      : (redeemable(life.state.codes, code, goodsOf(journey.lines), life.now())?.code ?? null);
  const { firstName } = life.person(journey.person);
  const waits = journey.state === 'left' || journey.state === 'shopping';
  return {
    body: cartPage(
      {
        title: waits ? `${firstName}, your cart is as you left it` : 'Thank you',
        sentence: waits
          ? 'Nothing was lost. The kettle is still warm.'
          : `${firstName}’s order is placed and on its way.`,
        lines: journey.lines,
        discount: amounts(journey).discount,
        code: taken ?? journey.used?.code ?? journey.code?.code ?? null,
        buyPath: waits ? `/checkouts/${token}/order` : null,
      },
      currency,
    ),
  };
}

/** Places the order of a left cart for the customer, when you press the button on its page. */
function buying(url: URL, life: Life | null): Page | null {
  const [first, token = '', last] = url.pathname.split('/').slice(1);
  const journey = first === 'checkouts' && last === 'order' ? journeyOf(life, token) : undefined;
  if (!life || !journey) return null;
  buy(life, journey, life.shopNow());
  return { status: 303, body: '', location: `/checkouts/${token}/recover` };
}
