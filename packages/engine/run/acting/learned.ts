import type { Instant, Json } from '@millrace/base';
import type { RepeatPromise } from '@millrace/connectors';

/** Answers to questions are stored beside the texts, under a name that no text of an act has. */
const LEARNED = '$learned';

type Texts = Readonly<Record<string, string>>;

/** The answers that an earlier attempt got; null when there are none. */
export function learnedBefore(texts: Texts | null): Json {
  const kept = texts?.[LEARNED];
  return kept === undefined ? null : (JSON.parse(kept) as Json);
}

/** Adds the answers to the texts. Stored from the instant at which the call may have been done. */
export const keptWith = (texts: Texts | null, learned: Json): Texts => ({
  ...texts,
  [LEARNED]: JSON.stringify(learned),
});

/** The texts without the answers, as the act defines them. */
export const textsAlone = (texts: Texts | null): Texts =>
  Object.fromEntries(Object.entries(texts ?? {}).filter(([name]) => name !== LEARNED));

/**
 * Whether the same request may be repeated now without a look-up first.
 * @param since start of the first attempt in doubt, epoch milliseconds
 */
export const mayRepeat = (
  { harmless, withinMs }: RepeatPromise,
  since: Instant | null,
  now: Instant,
): boolean => harmless && (withinMs === undefined || since === null || now - since <= withinMs);
