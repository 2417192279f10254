import { HOUR } from '@millrace/base';
import type { PastTicket } from '../history.ts';
import type { TicketClass } from './classes.ts';

const NOW = Date.UTC(2026, 0, 15, 12);

/** Words of made-up tickets. Those of the second list are the shop's own, which no rule knows. */
const SAID: readonly (readonly [of: TicketClass, desk: string, words: readonly string[]])[] = [
  ['where-is-order', 'order/status', ['wismo', 'hermes', 'depot', 'eta', 'consignment', 'en route']],
  ['wrong-or-damaged', 'order/damaged', ['shattered', 'chipped', 'dented', 'lid', 'in pieces', 'crushed']],
  ['return-or-exchange', 'return/request', ['give back', 'unopened', 'swop', 'rma', 'collect', 'mind']],
  ['product-question', 'product/question', ['kettle', 'litres', 'induction', 'dishwasher', 'safe', 'spout']],
  ['change-or-cancel', 'order/cancel', ['stop', 'before', 'house number', 'flat', 'postcode', 'typo']],
];
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

/** Tickets of a shop whose customers say things in words of their own. */
export function pastTickets(random: () => number): readonly PastTicket[] {
  const one = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: 700 }, (_unused, index): PastTicket => {
    const [, desk, words] = one(SAID);
    const text = Array.from({ length: 14 }, () => (random() < 0.25 ? one(words) : one(FILLERS))).join(' ');
    return {
      text,
      person: `person-${index}`,
      deskFirst: [],
      // People of the help desk err too.
      deskLater: [random() < 0.05 ? one(SAID)[1] : desk],
      team: null,
      decided: null,
      at: NOW - (700 - index) * 2 * HOUR,
    };
  });
}
