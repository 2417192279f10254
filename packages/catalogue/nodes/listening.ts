import { eventType, type Graph, type Listen, type Match, type Problem, type Scene } from '@millrace/flow';
import { isZero, type Duration } from './duration.ts';

/** An event to wait for, and what it has to be about. */
export interface Awaited {
  readonly event: string;
  readonly match: Match;
  /** Id of the step whose message is meant; the latest message when left out. */
  readonly message?: string | undefined;
}

export const MATCH_LABELS: Readonly<Record<Match, string>> = {
  customer: 'The same person',
  cart: 'The same cart',
  order: 'The same order',
  message: 'A message of this flow',
  product: 'The same product',
};

/** What a wait listens for: the event, and the id it has to have. */
export function listenFor(
  { facts, cursor }: Pick<Scene<unknown>, 'facts' | 'cursor'>,
  { event, match, message }: Awaited,
): Listen {
  const entry = facts.enrolment.event;
  switch (match) {
    case 'customer':
      return { event, match, id: null };
    case 'cart':
      return { event, match, id: entry?.cartId ?? facts.cart?.id ?? null };
    case 'order':
      return { event, match, id: entry?.orderId ?? facts.order?.id ?? null };
    case 'product':
      return { event, match, id: entry?.productId ?? null };
    case 'message':
      return { event, match, id: message ? (cursor.messages[message] ?? null) : cursor.lastMessage };
  }
}

type Found = Omit<Problem, 'node'>;
const error = (code: string, sentence: string, field: string): Found => ({
  severity: 'error',
  code,
  sentence,
  field,
});

/** The problem of a wait for events that ends at once. */
export const timeoutProblems = (timeout: Duration): readonly Found[] =>
  isZero(timeout)
    ? [
        error(
          'wait-zero',
          'This wait takes no time, so nothing could happen in it. Say how long it lasts at most.',
          'timeout',
        ),
      ]
    : [];

/** Problems of an event that never says what it has to be about, or of a message that is not there. */
export function awaitedProblems({ event, match }: Awaited, field: string): readonly Found[] {
  const type = eventType(event);
  if (!type || match === 'customer' || type.matches.includes(match)) return [];
  return [
    error(
      'match-never',
      `"${type.label}" never says which ${match} it is about, so the wait would never hear it.`,
      field,
    ),
  ];
}

/** Problems of a wait for an event of a message. */
export function messageProblems(message: string | undefined, graph: Graph, field: string): readonly Found[] {
  const isMessage = (kind: string) => kind.startsWith('send-');
  const sentence =
    message && !graph.nodes.some((node) => node.id === message && isMessage(node.kind))
      ? 'The message of this wait is no longer in the flow. Choose another one.'
      : graph.nodes.some((node) => isMessage(node.kind))
        ? null
        : 'This wait is about a message, but the flow sends none.';
  return sentence === null ? [] : [error('message-missing', sentence, field)];
}
