import { plural } from '@millrace/base/words';
import { WORK_KINDS } from '@millrace/connectors/work';
import type { WorkView, WorkWithHistory } from '@millrace/services/work';

export const kindIcon = (id: string): string => WORK_KINDS.find((kind) => kind.id === id)?.icon ?? 'inbox';

type Answer = WorkView['answers'][number];

/** The answers that all of these can be given in the same words. */
export function sharedAnswers(items: readonly WorkView[]): readonly Answer[] {
  const [first, ...others] = items;
  return (first?.answers ?? []).filter(({ id, label }) =>
    others.every(({ answers }) => answers.some((answer) => answer.id === id && answer.label === label)),
  );
}

/** "3 approvals", "1 task"; "4 pieces of work" when they are of several kinds. */
export function itemsInWords(items: readonly WorkView[]): string {
  const kinds = new Set(items.map(({ kind }) => kind));
  const only = kinds.size === 1 ? WORK_KINDS.find(({ id }) => kinds.has(id)) : undefined;
  return only
    ? plural(items.length, only.title.toLowerCase(), only.plural.toLowerCase())
    : plural(items.length, 'piece of work', 'pieces of work');
}

/** The line of a history, without who did it and when. */
export function noteWords({ what, said }: WorkWithHistory['history'][number]): string {
  switch (what) {
    case 'opened':
      return `Asked of ${said}`;
    case 'escalated':
      return `The deadline passed. Asked of ${said}`;
    case 'assigned':
      return `Gave it to ${said}`;
    case 'commented':
      return 'Commented';
    case 'answered':
      return said;
    case 'missed':
      return 'The deadline passed without an answer';
    case 'withdrawn':
      return 'The flow no longer waits for it';
  }
}
