import { cutTo } from '@millrace/base';
import { z } from 'zod';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome, type Inquired } from '../../act.ts';
import { markOf } from '../../acts/mark-of.ts';
import { orRefused } from '../../acts/or-refused.ts';
import { exchangeItems } from '../../acts/return-items.ts';
import { chosenLines, wantedLines, type RefundableLine } from '../../acts/wanted-lines.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { Answer } from '../../exchange.ts';
import { adminRequest } from '../ask.ts';
import type { ShopifyConfig } from '../config.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { asked, gidOf } from './inquired.ts';

const RETURNABLE = `query Returnable($id: ID!) {
  returnableFulfillments(orderId: $id, first: 20) { nodes { returnableFulfillmentLineItems(first: 100) { nodes {
    quantity fulfillmentLineItem { id lineItem { id sku variant { legacyResourceId } } } } } } }
}`;
const VARIANTS = `query Wanted($query: String!) {
  productVariants(first: 100, query: $query) { nodes { id sku legacyResourceId } }
}`;
const CREATE = `mutation Exchange($input: ReturnInput!) {
  exchanged: returnCreate(returnInput: $input) { return { id name } userErrors { code field message } }
}`;
const MADE = `query Made($id: ID!) {
  order(id: $id) { returns(first: 50, reverse: true) { nodes { id name
    returnLineItems(first: 20) { nodes { ... on ReturnLineItem { returnReasonNote } } } } } }
}`;
/** Most different items that are sent in one exchange. */
const MOST = 20;
/** Shopify's limit of a reason is 255; our mark needs the rest. */
const LONGEST_NOTE = 220;

const id = z.union([z.string(), z.number()]).transform(String);
const returnableSchema = z.looseObject({
  nodes: z.array(
    z.looseObject({
      returnableFulfillmentLineItems: z.looseObject({
        nodes: z.array(
          z.looseObject({
            quantity: z.int(),
            fulfillmentLineItem: z.looseObject({
              id: z.string(),
              lineItem: z.looseObject({
                id: z.string(),
                sku: z.string().nullish(),
                variant: z.looseObject({ legacyResourceId: id }).nullish(),
              }),
            }),
          }),
        ),
      }),
    }),
  ),
});
const variantsSchema = z.looseObject({
  nodes: z.array(z.looseObject({ id: z.string(), sku: z.string().nullish(), legacyResourceId: id })),
});
const learnedSchema = z.strictObject({
  back: z.array(z.strictObject({ id: z.string(), quantity: z.int() })),
  out: z.array(z.strictObject({ id: z.string(), quantity: z.int() })),
});
const payload = z.looseObject({
  return: z.looseObject({ id: z.string(), name: z.string() }).nullish(),
  userErrors,
});
const madeSchema = z.looseObject({
  returns: z.looseObject({
    nodes: z.array(
      z.looseObject({
        name: z.string(),
        returnLineItems: z.looseObject({
          nodes: z.array(z.looseObject({ returnReasonNote: z.string().nullish() })),
        }),
      }),
    ),
  }),
});

/** Opens a return with its exchange in the shop. The team sends the new items when it processes the return. */
export const exchangeItemsInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'look-up',
    harmless: false,
    sentence: 'The return has a mark, and the order is searched for that mark before another attempt.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts(input): Record<string, string> {
    const { back, out, note } = exchangeItems.input.parse(input);
    return { back, out, note };
  },
  inquire,
  request(call, config) {
    const { back, out } = learnedSchema.parse(call.learned);
    const note = [cutTo((call.texts['note'] ?? '').trim(), LONGEST_NOTE), markOf(call)].filter(Boolean);
    const input = {
      orderId: gidOf(call, 'Order'),
      returnLineItems: back.map((line) => ({
        fulfillmentLineItemId: line.id,
        quantity: line.quantity,
        returnReasonNote: note.join(' '),
      })),
      exchangeLineItems: out.map((line) => ({ variantId: line.id, quantity: line.quantity })),
    };
    return { via: 'http', request: adminRequest(config, CREATE, { input }) };
  },
  outcome: outcomeOf,
  lookUp: {
    request: (call, config) => adminRequest(config, MADE, { id: gidOf(call, 'Order') }),
    read(answer, call) {
      const given = admitted(answer);
      const made = 'ends' in given ? undefined : madeSchema.safeParse(given.data['order']).data;
      if (!made) return { found: null, reason: 'Shopify did not say' };
      const own = made.returns.nodes.find(({ returnLineItems }) =>
        returnLineItems.nodes.some(({ returnReasonNote: note }) => note?.includes(markOf(call)) === true),
      );
      return own
        ? { found: true, result: { name: own.name }, sentence: `Shopify confirms the return ${own.name}.` }
        : { found: false };
    },
    waitMs: 10_000,
  },
};

function* inquire(call: ActCall, config: ShopifyConfig): Dialogue<Inquired> {
  const said = yield* asked(config, RETURNABLE, { id: gidOf(call, 'Order') });
  if ('ends' in said) return said.ends;
  const returnable = returnableSchema.safeParse(said.data['returnableFulfillments']).data;
  if (!returnable) return unclear('The answer of Shopify cannot be read.');
  const lines = returnable.nodes.flatMap(({ returnableFulfillmentLineItems: { nodes } }) =>
    nodes.map(lineOf),
  );
  if (lines.length === 0) return refused('Nothing of this order can come back');
  const back = orRefused(() => chosenLines(wantedLines(call.texts['back'] ?? ''), lines));
  if ('result' in back) return back;
  const names = orRefused(() => wantedLines(call.texts['out'] ?? ''));
  if ('result' in names) return names;
  if (names.length > MOST) return refused(`At most ${MOST} different items can be sent in one exchange`);
  const query = names.map(({ name }) => `sku:'${name.replace(/['\\]/g, '')}'`).join(' OR ');
  const listed = yield* asked(config, VARIANTS, { query });
  if ('ends' in listed) return listed.ends;
  const variants = variantsSchema.safeParse(listed.data['productVariants']).data;
  if (!variants) return unclear('The answer of Shopify cannot be read.');
  const out: { id: string; quantity: number }[] = [];
  for (const { name, count } of names) {
    const found = variants.nodes.filter(({ sku }) => sku?.toLowerCase() === name);
    if (found.length !== 1)
      return refused(
        found.length === 0
          ? `The shop has no variant “${name}”`
          : `Several variants of the shop are called “${name}”`,
      );
    out.push({ id: found[0]!.id, quantity: count ?? 1 });
  }
  return { learned: { back: [...back].map(([line, quantity]) => ({ id: line, quantity })), out } };
}

type Returnable = z.output<
  typeof returnableSchema
>['nodes'][number]['returnableFulfillmentLineItems']['nodes'][number];

function lineOf({ quantity, fulfillmentLineItem: { id: own, lineItem } }: Returnable): RefundableLine {
  const names = [lineItem.sku, /\/(\d+)$/.exec(lineItem.id)?.[1], lineItem.variant?.legacyResourceId];
  return {
    id: own,
    names: names.flatMap((name) => (name ? [name.toLowerCase()] : [])),
    left: quantity,
  };
}

function outcomeOf(answer: Answer): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const read = payload.safeParse(given.data['exchanged']);
  if (!read.success) return unclear('Shopify did not say whether the return was opened.');
  const { return: made, userErrors: errors } = read.data;
  if (errors.length > 0) return refused(saidBy(errors));
  return made
    ? done({ name: made.name }, `Shopify has opened the return ${made.name} with its exchange.`)
    : unclear('Shopify did not say whether the return was opened.');
}
