import type { WorkKind } from './work-kind.ts';

/** Orders at suppliers. */
export const purchaseWork: WorkKind = {
  id: 'purchase-orders',
  title: 'Purchase order',
  plural: 'Purchase orders',
  summary: 'Orders at suppliers that cost money only when somebody agrees.',
  icon: 'box',
  answers: [
    { id: 'approved', label: 'Approve', done: 'Approved', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Send back', done: 'Sent back', needsComment: true, key: 's' },
  ],
  isDecision: true,
  missed: 'No answer',
  reason: (flow) => `“${flow}” orders only when somebody agrees.`,
};
