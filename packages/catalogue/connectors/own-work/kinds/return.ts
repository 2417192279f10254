import type { WorkKind } from './work-kind.ts';

/** Returns and exchanges that are decided by a person. */
export const returnWork: WorkKind = {
  id: 'returns',
  title: 'Return',
  plural: 'Returns',
  summary: 'Returns and exchanges that your policy leaves to a person.',
  icon: 'return',
  answers: [
    { id: 'approved', label: 'Accept', done: 'Accepted', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Decline', done: 'Declined', needsComment: true, key: 's' },
  ],
  isDecision: true,
  missed: 'No answer',
  reason: (flow) => `“${flow}” goes on when somebody has decided about the return.`,
};
