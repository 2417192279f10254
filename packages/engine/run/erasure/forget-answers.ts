import type { Tx } from '@millrace/db';
import { ERRORS } from '@millrace/base';

/** Shorter ones would be found everywhere. */
const SHORTEST_NAME = 3;

/**
 * Answers that are kept for repeats of a request may hold what was just erased. Whatever mentions the person by a name the
 * outside knows, an address or our id lets go of its words; that the request has run stays known, and a repeat is told.
 */
export async function forgetAnswers(tx: Tx, names: readonly string[]): Promise<void> {
  const wanted = [...new Set(names)].filter((name) => name.length >= SHORTEST_NAME);
  const { status, sentence, next } = ERRORS['answer-erased'];
  const answer = {
    type: 'about:blank',
    title: sentence,
    status,
    code: 'answer-erased',
    detail: sentence,
    next,
  };
  await tx`update idempotency_keys k set status = ${status}, response = ${tx.json(answer)}
    where response is not null and exists (select from unnest(${wanted}::text[]) as n(name) where strpos(k.response::text, btrim(to_json(n.name)::text, '"')) > 0)`;
  // Keys of releases that kept them as they were sent.
  await tx`delete from idempotency_keys k where exists (select from unnest(${wanted}::text[]) as n(name) where strpos(k.key, n.name) > 0)`;
}
