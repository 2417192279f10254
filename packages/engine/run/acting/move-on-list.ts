import type { ListChange } from '@millrace/connectors';
import type { CallRow } from '@millrace/core/rows';
import type { Attempt } from '../attempts/attempt.ts';
import { listName, putOnList, takeOffList } from '../lists/change-list.ts';
import type { Changed } from './change-ours.ts';

/** Puts the person on a list or takes them off it, if the list is still there. */
export async function moveOnList(
  { tx, enrolment, row, now }: Attempt<CallRow>,
  customerId: string,
  { do: what, list }: ListChange,
): Promise<Changed> {
  const name = await listName(tx, list);
  if (name === null)
    return {
      found: null,
      sentence: null,
      refused: { reason: 'list-gone', sentence: 'Not done: the list no longer exists.' },
    };
  if (what === 'take-off') {
    await takeOffList(tx, list, [customerId]);
    return { found: null, sentence: `Is not on the list “${name}” now.`, refused: null };
  }
  const by = { type: 'flow', name: enrolment.flow_name } as const;
  await putOnList(tx, row.workspace_id, { list, customers: [customerId], by }, now);
  return { found: null, sentence: `Is on the list “${name}” now.`, refused: null };
}
