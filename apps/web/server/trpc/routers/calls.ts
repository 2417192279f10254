import { change, read } from '../adapt.ts';
import { listCalls, listCarriers, resolveUnknownCall } from '@millrace/services/calls';
import { router } from '../init.ts';

/** Calls of flows, and the connections for them. */
export const calls = router({
  list: read(listCalls),
  carriers: read(listCarriers),
  resolveUnknown: change(resolveUnknownCall),
});
