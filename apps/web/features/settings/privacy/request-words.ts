import { plural, verb } from '@millrace/base/words';
import type { PrivacyRequestView } from '@millrace/services/privacy';
import type { StateName } from '@millrace/ui';

const DAY = 86_400_000;

/** A request as a title, with what the user has to do; null if nothing. */
export function requestWords(request: PrivacyRequestView): {
  readonly title: string;
  readonly todo: string | null;
} {
  const { kind, customerId, customerName, store, rowsGone, otherStore, doneAt } = request;
  if (kind === 'data') {
    const who = request.customerErased ? 'A customer erased since' : (customerName ?? 'A customer');
    if (doneAt !== null) return { title: `${who} asked for their data`, todo: null };
    if (customerId === null || request.customerErased)
      return {
        title: `${who} asks for their data`,
        todo: 'Millrace has no data about them. Tell the store, then mark the request as answered.',
      };
    return {
      title: `${who} asks for their data`,
      todo: 'Export their data, send it to them or to the store, then mark the request as answered.',
    };
  }
  if (kind === 'erasure')
    return {
      title: request.outcome === 'nothing-kept' ? 'A customer asked to be erased' : 'A customer was erased',
      todo: null,
    };
  const name = store ?? 'A store';
  if (doneAt !== null) return { title: 'A store that left was erased', todo: null };
  if (otherStore)
    return {
      title: `${name} asks to be erased`,
      todo: 'The request is for another store than the connection, so nothing was erased. Check in Shopify which store it is, then mark the request as answered.',
    };
  return {
    title: `${name} is being erased`,
    todo:
      rowsGone === null
        ? null
        : `${plural(rowsGone, 'row')} ${verb(rowsGone, 'is')} gone. Nothing has to be done.`,
  };
}

/** The state of a request: when it is due, or how it ended. */
export function requestState(
  request: PrivacyRequestView,
  now: number,
): { readonly pill: StateName; readonly words: string } {
  if (request.doneAt !== null) {
    if (request.outcome === 'nothing-kept') return { pill: 'good', words: 'No data found' };
    return { pill: 'good', words: request.outcome === 'erased' ? 'Erased' : 'Answered' };
  }
  if (request.kind === 'store-erasure' && !request.otherStore)
    return { pill: 'waiting', words: 'In progress' };
  const days = Math.floor((request.dueAt - now) / DAY);
  if (days < 0) return { pill: 'broken', words: 'Overdue' };
  if (days === 0) return { pill: 'broken', words: 'Due today' };
  return { pill: days <= 7 ? 'broken' : 'waiting', words: `Due in ${plural(days, 'day')}` };
}

/** Whether a user has to answer the request. Erasure is automatic and only reported. */
export const isForSomebody = (request: PrivacyRequestView): boolean =>
  request.doneAt === null && (request.kind === 'data' || request.otherStore);
