import type { WorkKind } from './work-kind.ts';

/** Answers to customers that a person reads first. */
export const ticketWork: WorkKind = {
  id: 'tickets',
  title: 'Answer to a ticket',
  plural: 'Answers to tickets',
  summary: 'Answers to customers, to read before they get them.',
  icon: 'ticket',
  answers: [
    { id: 'approved', label: 'Send', done: 'Approved', needsComment: false, key: 'a' },
    { id: 'sent-back', label: 'Answer it yourself', done: 'Left to a person', needsComment: true, key: 's' },
  ],
  isDecision: false,
  missed: 'No answer',
  reason: (flow) => `“${flow}” answers the customer only when somebody has read it.`,
};
