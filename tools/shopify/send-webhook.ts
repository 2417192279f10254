import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freshen, type Fixture } from './freshen.ts';

const examples = new URL('../../packages/catalogue/connectors/shopify/contract/', import.meta.url);
const topics = readdirSync(examples)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -5).replace('__', '/'));

const HELP = `Signs example webhooks as Shopify does, and posts them to a connection.

  npx tsx tools/shopify/send-webhook.ts --url <address of the connection> --secret <webhook secret> [topic ...]

  --url      such as http://localhost:3000/hooks/shopify/0193...
  --secret   the webhook secret of that connection
  --email    the shopper's e-mail    (maya.lindqvist@example.com)
  --phone    their number            (+13125550142)
  --shop     the shop's address      (harbour-lane.myshopify.com)
  --run      a word for this run: the same word gives the same cart and order  (the time)
  --as-is    send the example with its old times and ids
  --repeat   send each twice, to see that the second changes nothing
  --wrong    sign with another secret, to see it refused

  Topics, in the order given (carts/create checkouts/update without any):
    ${topics.join(' ')}

  A cart that is left, then bought:
    ... --run one carts/create checkouts/update        and, when the first mail has come,
    ... --run one orders/create
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    secret: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    shop: { type: 'string' },
    run: { type: 'string' },
    'as-is': { type: 'boolean' },
    repeat: { type: 'boolean' },
    wrong: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

function stop(words: string): never {
  process.stderr.write(`${words}\n`);
  process.exit(1);
}

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const { url, secret } = values;
if (url === undefined || secret === undefined) stop('--url and --secret are missing. --help explains them.');
const run = values.run ?? String(Date.now());

for (const topic of positionals.length > 0 ? positionals : ['carts/create', 'checkouts/update']) {
  if (!topics.includes(topic)) stop(`There is no example of ${topic}. There are: ${topics.join(' ')}`);
  const example = JSON.parse(
    readFileSync(new URL(`${topic.replace('/', '__')}.json`, examples), 'utf8'),
  ) as Fixture;
  const sent = values['as-is']
    ? example
    : freshen(example, { run, now: Date.now(), email: values.email, phone: values.phone, shop: values.shop });
  const body = JSON.stringify(sent.payload);
  const signature = createHmac('sha256', values.wrong ? `${secret}-wrong` : secret)
    .update(body)
    .digest('base64');
  for (let time = 0; time < (values.repeat ? 2 : 1); time += 1) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...sent.headers, 'x-shopify-hmac-sha256': signature },
      body,
    }).catch((error: unknown) => stop(`${url} cannot be reached: ${String(error)}`));
    process.stdout.write(`${topic} -> ${answer.status} ${(await answer.text()).slice(0, 300)}\n`);
    if (!answer.ok && !values.wrong) process.exitCode = 1;
  }
}
