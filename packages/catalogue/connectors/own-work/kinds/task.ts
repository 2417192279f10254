import type { WorkKind } from './work-kind.ts';

/** Something a person does that no system can. */
export const taskWork: WorkKind = {
  id: 'tasks',
  title: 'Task',
  plural: 'Tasks',
  summary: 'Something a flow asks a person to do.',
  icon: 'check-circle',
  answers: [
    { id: 'done', label: 'Mark as done', done: 'Done', needsComment: false, key: 'a' },
    { id: 'cancelled', label: 'Cancel task', done: 'Cancelled', needsComment: true, key: 's' },
  ],
  isDecision: false,
  missed: 'Not done in time',
  reason: (flow, waits) =>
    waits ? `“${flow}” waits until this is done.` : `“${flow}” asked for this and has gone on.`,
};
