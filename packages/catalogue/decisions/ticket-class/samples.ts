import type { Instant } from '@millrace/base';
import type { PastTicket } from '../history.ts';
import { isTicketClass, type TicketClass } from './classes.ts';
import { classOfDesk } from './desk.ts';
import { featuresOf, marksOf, rowOf } from './features.ts';
import { wordsOf } from './read-text.ts';
import { expressionsIn, ruleShares } from './rule.ts';
import type { ReadTicket } from './score.ts';

/** A past ticket whose class is known. Its text is only there as hashes. */
export interface TicketSample extends ReadTicket {
  readonly is: TicketClass;
  /**
   * Whether the help desk says a class of it. Tickets that only the team said something of are those that a flow decided and
   * somebody looked at: they teach, and say less of all tickets.
   */
  readonly isOfDesk: boolean;
  /** The class that the help desk gave it when it was opened, if somebody of the team said what it was. */
  readonly deskFirst: TicketClass | null;
  readonly isOfTeam: boolean;
  /** What a flow said of it, if a flow decided. */
  readonly decided: {
    readonly chosen: TicketClass;
    readonly confidence: number;
    readonly isTrained: boolean;
  } | null;
  readonly at: Instant;
}

/**
 * Tickets whose class is known: what somebody of the team said counts more than the help desk, and what the help desk said
 * last more than what it said first. The same text of the same person counts once.
 */
export function ticketSamples(past: readonly PastTicket[]): readonly TicketSample[] {
  const known = new Set<string>();
  return past.flatMap((ticket): TicketSample[] => {
    const words = wordsOf(ticket.text);
    const deskFirst = classOfDesk(ticket.deskFirst);
    const desk = classOfDesk(ticket.deskLater) ?? deskFirst;
    const team = isTicketClass(ticket.team) ? ticket.team : null;
    const is = team ?? desk;
    if (is === null || words.length === 0) return [];
    const same = `${ticket.person ?? ''} ${words.map(({ word }) => word).join(' ')}`;
    if (known.has(same)) return [];
    known.add(same);
    const { decided } = ticket;
    return [
      {
        row: rowOf(featuresOf(words)),
        marks: marksOf(words),
        byRule: ruleShares(expressionsIn(words)),
        is,
        isOfDesk: desk !== null,
        deskFirst,
        isOfTeam: team !== null,
        decided:
          decided !== null && isTicketClass(decided.chosen)
            ? { chosen: decided.chosen, confidence: decided.probability, isTrained: decided.by === 'model' }
            : null,
        at: ticket.at,
      },
    ];
  });
}
