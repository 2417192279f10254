import type { Instant, Json } from '@millrace/base';
import type { RepeatPromise } from '@millrace/connectors';

/** What was learned stands beside the texts under a name that no text of an act has. */
const LEARNED = '$learned';

type Texts = Readonly<Record<string, string>>;

/** What an earlier attempt learned; null when none did. */
export function learnedBefore(texts: Texts | null): Json {
  const kept = texts?.[LEARNED];
  return kept === undefined ? null : (JSON.parse(kept) as Json);
}

/** The texts as they are kept from the instant at which it may have been done. */
export const keptWith = (texts: Texts | null, learned: Json): Texts => ({
  ...texts,
  [LEARNED]: JSON.stringify(learned),
});

/** The texts alone, as an act knows them. */
export const textsAlone = (texts: Texts | null): Texts =>
  Object.fromEntries(Object.entries(texts ?? {}).filter(([name]) => name !== LEARNED));

/**
 * Whether the very same may be asked again at this time without asking anybody first.
 * @param since the first attempt in doubt
 */
export const mayRepeat = (
  { harmless, withinMs }: RepeatPromise,
  since: Instant | null,
  now: Instant,
): boolean => harmless && (withinMs === undefined || since === null || now - since <= withinMs);
