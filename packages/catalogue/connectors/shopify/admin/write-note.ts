import { z } from 'zod';
import { fail } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome, type Inquired } from '../../act.ts';
import { writeNote } from '../../acts/write-note.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { Answer } from '../../exchange.ts';
import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { asked, gidOf } from './inquired.ts';
import { customerOf } from './tag.ts';

const NOTES = {
  order: 'query Note($id: ID!) { noted: order(id: $id) { note } }',
  customer: 'query Note($id: ID!) { noted: customer(id: $id) { note } }',
} as const;
const WRITE = {
  order:
    'mutation Write($input: OrderInput!) { noted: orderUpdate(input: $input) { order { id } userErrors { field message } } }',
  customer:
    'mutation Write($input: CustomerInput!) { noted: customerUpdate(input: $input) { customer { id } userErrors { field message } } }',
} as const;
/** Shopify's own limit. */
const LONGEST = 5_000;

const notedSchema = z.looseObject({ note: z.string().nullish() });
const payload = z.looseObject({
  order: z.unknown().optional(),
  customer: z.unknown().optional(),
  userErrors,
});

/** Adds a line to the note of an order or a customer. */
export const writeNoteInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'The whole note is written, as it was read plus the new line: written twice it is the same.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts: (input) => ({ note: writeNote.input.parse(input).note }),
  inquire,
  request(call, config) {
    const { about } = writeNote.input.parse(call.input);
    return {
      via: 'http',
      request: adminRequest(config, WRITE[about], { input: { id: idOf(call), note: call.learned } }),
    };
  },
  outcome: outcomeOf,
};

const idOf = (call: ActCall): string =>
  writeNote.input.parse(call.input).about === 'order' ? gidOf(call, 'Order') : customerOf(call);

function* inquire(call: ActCall, config: ShopifyConfig): Dialogue<Inquired> {
  const { about } = writeNote.input.parse(call.input);
  const line = (call.texts['note'] ?? '').trim();
  if (line === '')
    return fail('input-invalid', { problems: 'The note is empty for this person', fields: [] });
  const said = yield* asked(config, NOTES[about], { id: idOf(call) });
  if ('ends' in said) return said.ends;
  if (said.data['noted'] === null) return refused(`There is no such ${about} in the shop`);
  const noted = notedSchema.safeParse(said.data['noted']).data;
  if (!noted) return unclear('The answer of Shopify cannot be read.');
  const whole = [noted.note?.trimEnd(), line].filter(Boolean).join('\n');
  return whole.length > LONGEST ? refused('The note in the shop is full') : { learned: whole };
}

function outcomeOf(answer: Answer): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const noted = payload.safeParse(given.data['noted']).data;
  if (!noted) return unclear('Shopify did not say whether the note was written.');
  if (noted.userErrors.length > 0) return refused(saidBy(noted.userErrors));
  return noted.order || noted.customer
    ? done(null, 'The note was added in the shop.')
    : refused('The shop does not have it');
}
