import type { WorkKind } from './work-kind.ts';

/** Texts for the store that a person reads before they are published. */
export const contentWork: WorkKind = {
  id: 'content',
  title: 'Text to check',
  plural: 'Texts to check',
  summary: 'Texts to read, and to change where they need it, before they are in your store.',
  icon: 'document',
  answers: [
    { id: 'approved', label: 'Approve', done: 'Approved', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Send back', done: 'Sent back', needsComment: true, key: 's' },
  ],
  isDecision: true,
  missed: 'No answer',
  reason: (flow) => `“${flow}” publishes it only when somebody has read it.`,
};
