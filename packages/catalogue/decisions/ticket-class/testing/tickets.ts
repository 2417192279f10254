import { HOUR } from '@millrace/base';
import type { PastTicket } from '../../history.ts';
import type { TicketClass } from '../classes.ts';
import { FILLERS, makeTickets, type Making } from '../example.ts';

export { NOW } from '../example.ts';

/** What customers of a made-up shop say, in words that no rule has: a class has words, and some are common to two. */
export const OWN_WORDS: Readonly<Partial<Record<TicketClass, readonly string[]>>> = {
  'where-is-order': ['hermes', 'depot', 'eta', 'consignment', 'van', 'monday'],
  'wrong-or-damaged': ['shattered', 'chipped', 'dented', 'lid', 'crushed', 'box'],
  'return-or-exchange': ['unopened', 'rma', 'collect', 'mind', 'box', 'monday'],
  'product-question': ['kettle', 'litres', 'induction', 'dishwasher', 'spout', 'lid'],
};
interface Changes extends Partial<Pick<Making, 'count' | 'telling' | 'mistaken' | 'fillers'>> {
  readonly words?: Readonly<Partial<Record<TicketClass, readonly string[]>>>;
  readonly change?: (ticket: PastTicket, index: number) => Partial<PastTicket>;
}

/** Tickets whose classes are known, one every hour up to now. */
export const madeTickets = (
  random: () => number,
  { count = 900, telling = 0.2, mistaken = 0, words = OWN_WORDS, fillers = FILLERS, change }: Changes = {},
): readonly PastTicket[] =>
  makeTickets(random, {
    count,
    every: HOUR,
    telling,
    mistaken,
    classes: Object.entries(words),
    fillers,
  }).map((ticket, index) => ({ ...ticket, ...change?.(ticket, index) }));
