import { approvalWork } from './approval.ts';
import { contentWork } from './content.ts';
import { purchaseWork } from './purchase-order.ts';
import { returnWork } from './return.ts';
import { reviewWork } from './review.ts';
import { taskWork } from './task.ts';
import { ticketWork } from './ticket.ts';
import type { WorkKind } from './work-kind.ts';

/** Every kind of work. The only list: a kind is a file here and a line below. */
export const WORK_KINDS: readonly WorkKind[] = [
  approvalWork,
  taskWork,
  returnWork,
  ticketWork,
  purchaseWork,
  contentWork,
  reviewWork,
];

export const workKind = (id: string): WorkKind | undefined => WORK_KINDS.find((kind) => kind.id === id);

export { approvalWork, contentWork, purchaseWork, returnWork, reviewWork, taskWork, ticketWork };
export type * from './work-kind.ts';
