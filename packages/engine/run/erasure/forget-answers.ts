import type { Tx } from '@millrace/db';
import { ERRORS } from '@millrace/base';

/** Shorter names would match unrelated text everywhere. */
const SHORTEST_NAME = 3;

/**
 * Stored responses for repeated API requests may contain data of an erased person. Deletes the text of every
 * response that contains one of their external ids, addresses or our id. The key stays, so that a repeat is
 * recognised and refused.
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
    where response is not null and exists (select from unnest(${wanted}::text[]) as n(name)
      where strpos(k.response::text, btrim(to_json(n.name)::text, '"')) > 0)`;
  // Earlier releases stored keys as they were sent.
  await tx`delete from idempotency_keys k
    where exists (select from unnest(${wanted}::text[]) as n(name) where strpos(k.key, n.name) > 0)`;
}
