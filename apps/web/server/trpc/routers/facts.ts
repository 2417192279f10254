import { change, read } from '../adapt.ts';
import { countMatching, listFactValues, listKnownFacts } from '@millrace/services/values';
import { router } from '../init.ts';

/** What conditions can be about in this store, and whom they match. */
export const facts = router({
  known: read(listKnownFacts),
  values: read(listFactValues),
  /** A mutation, though it changes nothing: a condition may be longer than an address. */
  matching: change(countMatching),
});
