'use client';
import type { FlowAnalytics } from '@millrace/services/measure';
import { Badge, buttonLooks } from '@millrace/ui';
import { reasonWords } from '@millrace/guardrails';
import type { Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import NextLink from 'next/link';
import { titleOf } from '../editor/store/words.ts';
import { listed, number } from '../flows/words.ts';
import { reasonsOf, type Outcome, type Reason } from './figures.ts';
import { Explained } from './part.tsx';

const OUTCOMES: Readonly<
  Record<
    Outcome,
    {
      readonly words: string;
      readonly tone: 'waiting' | 'blocked' | 'plain' | 'broken';
      readonly bar: string;
    }
  >
> = {
  held: { words: 'Waited', tone: 'waiting', bar: 'bg-waiting/60' },
  refused: { words: 'Not sent', tone: 'blocked', bar: 'bg-blocked/60' },
  skipped: { words: 'Left out', tone: 'plain', bar: 'bg-soft/50' },
  failed: { words: 'Failed', tone: 'broken', bar: 'bg-broken/65' },
};
const OTHERS: Readonly<Record<string, string>> = {
  'provider-refused': 'Refused by the provider',
  'provider-unavailable': 'Provider did not answer',
  'provider-pace': 'Waited for a turn with the provider',
  'content-invalid': 'Content could not be rendered',
  'no-answer': 'No answer from the provider',
  'overdue-after-pause': 'Too old after a pause',
  'reason-gone': 'Its reason was gone after the wait',
  'message-gone': 'Kept too long to be sent',
  'did-not-arrive': 'Did not arrive, as a person confirmed',
  interrupted: 'Interrupted while sending',
};

/** Why messages were held or not sent, and how often. */
export function GuardrailsPart({ graph, analytics }: { graph: Graph; analytics: FlowAnalytics }) {
  const reasons = reasonsOf(analytics.nodes);
  const most = reasons[0]?.count ?? 1;
  const nameOf = (id: string) =>
    titleOf(
      graph.nodes.find((node) => node.id === id),
      kinds,
    );
  return (
    <Explained
      title="Held and not sent"
      note="Why messages waited or did not go out"
      about={
        <p>
          A held message goes out later, and may be held for several reasons. “Not sent” means that a
          guardrail refused it. The flow then went on to the next step.
        </p>
      }
    >
      {reasons.length === 0 ? (
        <p className="text-13 text-soft">Nothing was held back so far.</p>
      ) : (
        <ul className="flex flex-col">
          {reasons.map((reason) => (
            <Line
              key={`${reason.outcome}:${reason.reason}`}
              reason={reason}
              most={most}
              where={
                listed(reason.at.slice(0, 2).map(nameOf)) +
                (reason.at.length > 2 ? ` and ${reason.at.length - 2} more` : '')
              }
            />
          ))}
        </ul>
      )}
      <p className="mt-3">
        <NextLink href="/settings/guardrails" className={buttonLooks({ size: 'small', look: 'quiet' })}>
          Change the guardrails
        </NextLink>
      </p>
    </Explained>
  );
}

function Line({ reason, most, where }: { reason: Reason; most: number; where: string }) {
  const look = OUTCOMES[reason.outcome];
  return (
    <li className="grid grid-cols-[4.5rem_minmax(0,1fr)_4rem] items-center gap-3 border-b border-line/60 py-1.5 text-13 last:border-0">
      <Badge tone={look.tone}>{look.words}</Badge>
      <span className="min-w-0">
        <span className="block truncate" title={where}>
          {OTHERS[reason.reason] ?? reasonWords(reason.reason)}{' '}
          <span className="text-12 text-faint">{where}</span>
        </span>
        <span aria-hidden className="mt-1 block h-1 rounded-full bg-sunken">
          <span
            className={`block h-full rounded-full ${look.bar}`}
            style={{ width: `${Math.max(1, (reason.count / most) * 100)}%` }}
          />
        </span>
      </span>
      <span className="text-right font-medium tabular">{number(reason.count)}</span>
    </li>
  );
}
