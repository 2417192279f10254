import type { WorkKind } from './work-kind.ts';

/** A step of a flow that goes on only when somebody agrees. */
export const approvalWork: WorkKind = {
  id: 'approvals',
  title: 'Approval',
  plural: 'Approvals',
  summary: 'Something a flow does only when a person agrees.',
  icon: 'approve',
  answers: [
    { id: 'approved', label: 'Approve', done: 'Approved', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Send back', done: 'Sent back', needsComment: true, key: 's' },
  ],
  isDecision: true,
  missed: 'No answer',
  reason: (flow) => `“${flow}” waits for a yes before it goes on.`,
};
