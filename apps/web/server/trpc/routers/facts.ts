import { change, read } from '../adapt.ts';
import { countMatching, listFactValues, listKnownFacts } from '@millrace/services/values';
import { router } from '../init.ts';

/** Facts for conditions in this store, and how many customers match. */
export const facts = router({
  known: read(listKnownFacts),
  values: read(listFactValues),
  /** A mutation although it changes nothing: a condition may be too long for a URL. */
  matching: change(countMatching),
});
