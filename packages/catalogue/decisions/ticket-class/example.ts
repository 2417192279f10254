import { HOUR } from '@millrace/base';
import type { PastTicket } from '../history.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);

/** Words of made-up tickets, the shop's own, which no rule knows. */
const SAID: Making['classes'] = [
  ['order/status', ['wismo', 'hermes', 'depot', 'eta', 'consignment', 'en route']],
  ['order/damaged', ['shattered', 'chipped', 'dented', 'lid', 'in pieces', 'crushed']],
  ['return/request', ['give back', 'unopened', 'swop', 'rma', 'collect', 'mind']],
  ['product/question', ['kettle', 'litres', 'induction', 'dishwasher', 'safe', 'spout']],
  ['order/cancel', ['stop', 'before', 'house number', 'flat', 'postcode', 'typo']],
];
export const FILLERS = [
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

/** How tickets are made up. */
export interface Making {
  readonly count: number;
  /** Milliseconds between two of them. */
  readonly every: number;
  /** Share of words that belong to the class. */
  readonly telling: number;
  /** Share of tickets whose help desk named another class. */
  readonly mistaken: number;
  /** What the help desk calls a class, with its words. */
  readonly classes: readonly (readonly [desk: string, words: readonly string[]])[];
  readonly fillers: readonly string[];
}

/** Tickets whose classes are known, up to now. */
export function makeTickets(
  random: () => number,
  { count, every, telling, mistaken, classes, fillers }: Making,
): readonly PastTicket[] {
  const one = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: count }, (_unused, index): PastTicket => {
    const [desk, words] = one(classes);
    const text = Array.from({ length: 14 }, () => one(random() < telling ? words : fillers)).join(' ');
    return {
      text,
      person: `person-${index}`,
      deskFirst: [],
      // People of the help desk err too.
      deskLater: [random() < mistaken ? one(classes)[0] : desk],
      team: null,
      decided: null,
      at: NOW - (count - index) * every,
    };
  });
}

/** Tickets of a shop whose customers say things in words of their own. */
export const pastTickets = (random: () => number): readonly PastTicket[] =>
  makeTickets(random, {
    count: 700,
    every: 2 * HOUR,
    telling: 0.25,
    mistaken: 0.05,
    classes: SAID,
    fillers: FILLERS,
  });
