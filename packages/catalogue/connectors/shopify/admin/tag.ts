import { z } from 'zod';
import { fail, cutTo } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome } from '../../act.ts';
import { tagOrder } from '../../acts/tag-order.ts';
import type { Answer } from '../../exchange.ts';

import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { gidOf } from './inquired.ts';

const ADD = `mutation Tag($id: ID!, $tags: [String!]!) { tagged: tagsAdd(id: $id, tags: $tags) { node { id } userErrors { field message } } }`;
const REMOVE = `mutation Tag($id: ID!, $tags: [String!]!) { tagged: tagsRemove(id: $id, tags: $tags) { node { id } userErrors { field message } } }`;
/** Shopify's own limit. */
const LONGEST_TAG = 255;

const payload = z.looseObject({ node: z.looseObject({ id: z.string() }).nullish(), userErrors });

/** Adds a tag to something in the shop, or removes it. */
const tagging = (idOf: (call: ActCall) => string, what: string): Act<ShopifyConfig> => ({
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'Adding a tag that is there, or removing one that is not, changes nothing.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts: (input) => ({ tag: tagOrder.input.parse(input).tag }),
  request(call, config) {
    const { do: change } = tagOrder.input.parse(call.input);
    return {
      via: 'http',
      request: adminRequest(config, change === 'add-tag' ? ADD : REMOVE, {
        id: idOf(call),
        tags: [tagOf(call)],
      }),
    };
  },
  outcome: (answer) => outcomeOf(answer, what),
});

/** The Admin API's id of the customer. @throws MillraceError input-invalid if the shop never reported them */
export function customerOf({ person }: ActCall): string {
  const { externalId } = person;
  if (externalId === null || !/^\d+$/.test(externalId))
    return fail('input-invalid', { problems: 'The shop has sent nothing about this customer', fields: [] });
  return `gid://shopify/Customer/${externalId}`;
}

/** Adds a tag to the customer, or removes it. */
export const tagCustomerInShopify = tagging(customerOf, 'customer');

/** Adds a tag to the order, or removes it. */
export const tagOrderInShopify = tagging((call) => gidOf(call, 'Order'), 'order');

function tagOf({ texts }: ActCall): string {
  const tag = cutTo((texts['tag'] ?? '').replace(/[\s,]+/g, ' ').trim(), LONGEST_TAG).trim();
  return tag === ''
    ? fail('input-invalid', { problems: 'The tag is empty for this person', fields: [] })
    : tag;
}

function outcomeOf(answer: Answer, what: string): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const tagged = payload.safeParse(given.data['tagged']);
  if (!tagged.success) return unclear('Shopify did not say whether the tag was changed.');
  const { node, userErrors: errors } = tagged.data;
  return errors.length > 0
    ? refused(saidBy(errors))
    : node
      ? done(null, 'The tag was changed in Shopify.')
      : refused(`There is no such ${what} in the shop`);
}
