import type { WorkKind } from './work-kind.ts';

/** Answers to what customers write in public. */
export const reviewWork: WorkKind = {
  id: 'reviews',
  title: 'Answer to a review',
  plural: 'Answers to reviews',
  summary: 'Answers to reviews, to read before everybody can.',
  icon: 'star',
  answers: [
    { id: 'approved', label: 'Approve', done: 'Approved', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Do not answer', done: 'Not answered', needsComment: true, key: 's' },
  ],
  isDecision: true,
  missed: 'No answer',
  reason: (flow) => `“${flow}” answers in public only when somebody has read it.`,
};
