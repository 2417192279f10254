import { plural, verb } from '@millrace/base/words';
import type { PrivacyRequestView } from '@millrace/services/privacy';
import type { StateName } from '@millrace/ui';

const DAY = 86_400_000;

/** What is asked, and what somebody has to do about it; null where nothing has to be done. */
export function requestWords(request: PrivacyRequestView): {
  readonly title: string;
  readonly todo: string | null;
} {
  const { kind, customerId, customerName, store, rowsGone, otherStore, doneAt } = request;
  if (kind === 'data') {
    const who = request.customerErased ? 'Somebody who was erased since' : (customerName ?? 'Somebody');
    if (doneAt !== null) return { title: `${who} asked for their data`, todo: null };
    if (customerId === null || request.customerErased)
      return {
        title: `${who} asks for their data`,
        todo: 'Nothing is kept about them here. Tell the store so, then mark it as answered.',
      };
    return {
      title: `${who} asks for their data`,
      todo: 'Export what is kept, send it to them or to the store, then mark it as answered.',
    };
  }
  if (kind === 'erasure')
    return {
      title: request.outcome === 'nothing-kept' ? 'Somebody asked to be erased' : 'A customer was erased',
      todo: null,
    };
  const name = store ?? 'A store';
  if (doneAt !== null) return { title: 'A store that left was erased', todo: null };
  if (otherStore)
    return {
      title: `${name} asks to be erased`,
      todo: 'This is not the store that the connection is for, so nothing was erased. Look in Shopify which store it is, then mark it as answered.',
    };
  return {
    title: `${name} is being erased`,
    todo:
      rowsGone === null
        ? null
        : `${plural(rowsGone, 'row')} ${verb(rowsGone, 'is')} gone. Nothing has to be done.`,
  };
}

/** How it stands: by when it is due, or how it ended. */
export function requestState(
  request: PrivacyRequestView,
  now: number,
): { readonly pill: StateName; readonly words: string } {
  if (request.doneAt !== null) {
    if (request.outcome === 'nothing-kept') return { pill: 'good', words: 'Nothing was kept' };
    return { pill: 'good', words: request.outcome === 'erased' ? 'Erased' : 'Answered' };
  }
  if (request.kind === 'store-erasure' && !request.otherStore) return { pill: 'waiting', words: 'Going on' };
  const days = Math.floor((request.dueAt - now) / DAY);
  if (days < 0) return { pill: 'broken', words: 'Overdue' };
  if (days === 0) return { pill: 'broken', words: 'Due today' };
  return { pill: days <= 7 ? 'broken' : 'waiting', words: `Due in ${plural(days, 'day')}` };
}

/** Whether somebody has to answer it; what the product does by itself is only told. */
export const isForSomebody = (request: PrivacyRequestView): boolean =>
  request.doneAt === null && (request.kind === 'data' || request.otherStore);
