import { change, read } from '../adapt.ts';
import { listCalls, listCarriers, resolveUnknownCall } from '@millrace/services/calls';
import { router } from '../init.ts';

/** What flows have done, and through which connections they can. */
export const calls = router({
  list: read(listCalls),
  carriers: read(listCarriers),
  resolveUnknown: change(resolveUnknownCall),
});
