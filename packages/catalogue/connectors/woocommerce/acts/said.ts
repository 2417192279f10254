import { z } from 'zod';
import { notDone, refused, unclear, type ActOutcome } from '../../act.ts';
import { isOpen, type Answer } from '../../exchange.ts';

const problem = z.looseObject({ code: z.string().max(200).catch(''), message: z.string().catch('') });

/** Error codes of requests that WooCommerce refuses, whatever the HTTP status. */
const REFUSALS = ['woocommerce_rest_cannot_create_order_refund', 'woocommerce_rest_invalid_order_refund'];

/** The JSON of an answer with status 2xx, or the outcome that follows from the answer. */
export function saidByWoo(answer: Answer): { readonly json: unknown } | { readonly ends: ActOutcome } {
  if (answer.kind === 'not-sent') return { ends: notDone(answer.reason) };
  if (answer.kind !== 'answered') return { ends: unclear('WooCommerce did not answer.') };
  const { status, json, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { json };
  const { code = '', message = '' } = problem.safeParse(json).data ?? {};
  if (REFUSALS.includes(code)) return { ends: refused(`WooCommerce says “${plain(message)}”`) };
  if (status === 401 || status === 403)
    return { ends: notDone('The key may not write: make one with Read/Write.', null, true) };
  if (status === 429) return { ends: notDone('WooCommerce limits the request rate.', retryAfterMs) };
  if (isOpen(status)) return { ends: unclear(`WooCommerce answered ${status}.`) };
  return {
    ends: refused(message === '' ? `WooCommerce answered ${status}` : `WooCommerce says “${plain(message)}”`),
  };
}

const plain = (message: string): string => message.replace(/<[^>]*>/g, '').slice(0, 200);
