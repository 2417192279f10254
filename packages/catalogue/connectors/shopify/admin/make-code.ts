import { z } from 'zod';
import {
  done,
  notDone,
  refused,
  unclear,
  type Act,
  type ActCall,
  type ActFinding,
  type ActOutcome,
} from '../../act.ts';
import { makeCode } from '../../acts/make-code.ts';
import type { Answer } from '../../exchange.ts';
import { decimalText } from '../../money-text.ts';
import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';

type Input = z.output<typeof makeCode.input>;

const BASIC = `mutation MakeCode($discount: DiscountCodeBasicInput!) {
  made: discountCodeBasicCreate(basicCodeDiscount: $discount) { codeDiscountNode { id } userErrors { code field message } }
}`;
const FREE_SHIPPING = `mutation MakeCode($discount: DiscountCodeFreeShippingInput!) {
  made: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) { codeDiscountNode { id } userErrors { code field message } }
}`;
const BY_CODE = `query CodeMade($code: String!) { found: codeDiscountNodeByCode(code: $code) { id } }`;

const payload = z.looseObject({ codeDiscountNode: z.looseObject({ id: z.string() }).nullish(), userErrors });
const node = z.looseObject({ id: z.string() }).nullish();

const read = (call: ActCall): Input => makeCode.input.parse(call.input);

/** Creates a code in the shop that works once. */
export const makeCodeInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'look-up',
    harmless: false,
    sentence: 'A code is unique in the shop, and the shop can be asked whether it exists.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  request(call, config) {
    const input = read(call);
    const query = input.kind === 'free-shipping' ? FREE_SHIPPING : BASIC;
    return { via: 'http', request: adminRequest(config, query, { discount: discountOf(input) }) };
  },
  outcome: (answer, call) => outcomeOf(answer, read(call)),
  lookUp: {
    request: (call, config) => adminRequest(config, BY_CODE, { code: read(call).code }),
    read: (answer, call) => findingOf(answer, read(call)),
    waitMs: 2_000,
  },
};

/**
 * A `DiscountCodeBasicInput` or `DiscountCodeFreeShippingInput`. Amounts are decimals, a percentage is a
 * share.
 */
function discountOf({
  code,
  kind,
  value,
  currency,
  minimum,
  startsAt,
  endsAt,
  title,
}: Input): Readonly<Record<string, unknown>> {
  const common = {
    title,
    code,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: 'ALL' },
    ...(minimum === null
      ? {}
      : {
          minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: decimalText(minimum, currency) } },
        }),
  };
  if (kind === 'free-shipping') return { ...common, destination: { all: true } };
  const worth =
    kind === 'percentage'
      ? { percentage: value / 100 }
      : { discountAmount: { amount: decimalText(value, currency), appliesOnEachItem: false } };
  return { ...common, customerGets: { items: { all: true }, value: worth } };
}

function outcomeOf(answer: Answer, { code }: Input): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const made = payload.safeParse(given.data['made']);
  if (!made.success) return unclear('Shopify did not say whether the code was made.');
  const { codeDiscountNode, userErrors: errors } = made.data;
  if (errors.length === 0)
    return codeDiscountNode
      ? done({ code, id: codeDiscountNode.id }, `Shopify has made the code ${code}.`)
      : unclear('Shopify did not say whether the code was made.');
  // Perhaps made by an earlier attempt whose answer was lost: the shop is asked.
  if (errors.some((error) => error.code === 'TAKEN' || error.code === 'DUPLICATE'))
    return unclear('This code exists already.');
  if (errors.some((error) => error.code === 'INTERNAL_ERROR')) return notDone(saidBy(errors));
  return refused(saidBy(errors));
}

function findingOf(answer: Answer, { code }: Input): ActFinding {
  const given = admitted(answer);
  if ('ends' in given)
    return { found: null, reason: 'reason' in given.ends ? given.ends.reason : 'Shopify did not say' };
  const found = node.safeParse(given.data['found']);
  if (!found.success || !('found' in given.data))
    return { found: null, reason: 'The answer of Shopify cannot be read' };
  return found.data
    ? {
        found: true,
        result: { code, id: found.data.id },
        sentence: `Shopify confirms the code ${code}.`,
      }
    : { found: false };
}
