import { draw } from '@millrace/base';

/**
 * True when the person is held out of a flow. The draw depends on the flow's salt and the person only, so it
 * is the same on every entry and in every version; raising the share keeps everybody held out who was,
 * lowering it holds out nobody new.
 * @param flowSalt made once for a flow and never changed
 * @param share of people held out, 0 to 1
 */
export function assignHoldout(flowSalt: string, customerId: string, share: number): boolean {
  return draw(`holdout:${flowSalt}`, customerId) < share;
}
