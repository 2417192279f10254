import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { product as millrace } from './product.ts';

/**
 * A shop of another address than Millrace's, with a page for each product and the line that was pasted. What is below
 * `/mill/` it passes on to Millrace, as a reverse proxy does.
 */
export interface ShopPages {
  readonly origin: string;
  /** What stands in the head of every page. */
  head: string;
  /** What stands in the page of a product. */
  body: string;
  /** Scripts in the top folder of the shop, by name. */
  readonly files: Map<string, string>;
  close(): Promise<void>;
}

export async function openShopPages(): Promise<ShopPages> {
  const shop = { head: '', body: '', files: new Map<string, string>() };
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/mill/')) return void passOn(request, response);
    const file = shop.files.get(request.url?.slice(1) ?? '');
    if (file !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/javascript' });
      return void response.end(file);
    }
    const product = /^\/products\/([\w-]+)/.exec(request.url ?? '')?.[1];
    const data = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      productID: product,
      name: `The ${product}`,
      offers: { '@type': 'Offer', price: '40.00', priceCurrency: 'USD' },
    };
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><head><title>A shop</title><meta name="viewport" content="width=device-width">${shop.head}<style>body{font:16px/1.5 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}</style>
${product ? `<script type="application/ld+json">${JSON.stringify(data)}</script>` : ''}</head>
<body><main><h1>${product ? `The ${product}` : 'A shop'}</h1>${shop.body}</main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(shop, {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { origin, accept = '*/*', 'content-type': type = 'text/plain' } = request.headers;
  const answer = await fetch(`${millrace.url()}/store/${request.url?.slice('/mill/'.length)}`, {
    method: request.method ?? 'GET',
    headers: { accept, 'content-type': type, ...(origin ? { origin } : {}) },
    ...(request.method === 'POST' ? { body: Buffer.concat(parts) } : {}),
  });
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
