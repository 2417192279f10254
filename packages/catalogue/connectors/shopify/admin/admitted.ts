import { z } from 'zod';
import { notDone, refused, unclear, type ActOutcome } from '../../act.ts';
import { isOpen, type Answer } from '../../exchange.ts';
import { saidIn } from '../ask.ts';

export type Admitted = { readonly data: Readonly<Record<string, unknown>> } | { readonly ends: ActOutcome };

/** The data of an answer to a mutation, or the outcome that follows from the answer. */
export function admitted(answer: Answer): Admitted {
  if (answer.kind === 'not-sent') return { ends: notDone(answer.reason) };
  if (answer.kind !== 'answered') return { ends: unclear('Shopify did not answer.') };
  const { status, retryAfterMs } = answer;
  if (status === 401 || status === 403)
    return { ends: notDone('Shopify does not accept the access token.', null, true) };
  if (status === 402 || status === 404 || status === 423)
    return { ends: notDone(`There is no open shop at this address (${status}).`, null, true) };
  if (status === 429) return { ends: notDone('Shopify limits the request rate.', retryAfterMs) };
  if (isOpen(status)) return { ends: unclear(`Shopify answered ${status}.`) };
  if (status >= 400) return { ends: refused(`Shopify answered ${status}`) };
  const said = saidIn(answer.json);
  if ('data' in said) return { data: said.data };
  switch (said.no) {
    case 'slower':
      return { ends: notDone('Shopify limits the request rate.', Math.max(1_000, said.waitMs)) };
    case 'denied':
      return { ends: notDone('The access token lacks a permission (scope) for this.', null, true) };
    case 'signed-out':
      return { ends: notDone('Shopify does not accept the access token.', null, true) };
    case 'theirs':
      return { ends: unclear('Shopify had an internal error.') };
    case 'unreadable':
      return { ends: unclear('The answer of Shopify cannot be read.') };
    case 'refused':
      return { ends: refused('Shopify does not accept this request') };
  }
}

/** The errors that a mutation reports. Some mutations leave out `code`. */
export const userErrors = z.array(
  z.looseObject({ code: z.string().nullish(), field: z.array(z.string()).nullish(), message: z.string() }),
);
export type UserErrors = z.output<typeof userErrors>;

/** Shopify's own words, which name fields but no people. */
export const saidBy = (errors: UserErrors): string =>
  `Shopify says “${errors.map(({ message }) => message.slice(0, 200)).join('; ')}”`;
