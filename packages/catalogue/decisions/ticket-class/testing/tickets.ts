import { HOUR } from '@millrace/base';
import type { PastTicket } from '../../history.ts';
import type { TicketClass } from '../classes.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);

/** What customers of a made-up shop say, in words that no rule has: a class has words, and some are common to two. */
export const OWN_WORDS: Readonly<Partial<Record<TicketClass, readonly string[]>>> = {
  'where-is-order': ['hermes', 'depot', 'eta', 'consignment', 'van', 'monday'],
  'wrong-or-damaged': ['shattered', 'chipped', 'dented', 'lid', 'crushed', 'box'],
  'return-or-exchange': ['unopened', 'rma', 'collect', 'mind', 'box', 'monday'],
  'product-question': ['kettle', 'litres', 'induction', 'dishwasher', 'spout', 'lid'],
};
const FILLERS = [
  'hello',
  'please',
  'i',
  'the',
  'my',
  'and',
  'you',
  'help',
  'today',
  'thanks',
  'about',
  'order',
];

export interface Making {
  readonly count?: number;
  /** Share of words that belong to the class. */
  readonly telling?: number;
  /** Share of tickets whose help desk named another class. */
  readonly mistaken?: number;
  readonly words?: Readonly<Partial<Record<TicketClass, readonly string[]>>>;
  readonly fillers?: readonly string[];
  readonly change?: (ticket: PastTicket, index: number) => Partial<PastTicket>;
}

/** Tickets whose classes are known, one every hour up to now. */
export function madeTickets(
  random: () => number,
  { count = 900, telling = 0.2, mistaken = 0, words = OWN_WORDS, fillers = FILLERS, change }: Making = {},
): readonly PastTicket[] {
  const one = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;
  const classes = Object.keys(words) as TicketClass[];
  return Array.from({ length: count }, (_unused, index): PastTicket => {
    const is = one(classes);
    const text = Array.from({ length: 14 }, () => one(random() < telling ? words[is]! : fillers)).join(' ');
    const ticket: PastTicket = {
      text,
      person: `person-${index}`,
      deskFirst: [],
      deskLater: [random() < mistaken ? one(classes) : is],
      team: null,
      decided: null,
      at: NOW - (count - index) * HOUR,
    };
    return { ...ticket, ...change?.(ticket, index) };
  });
}
