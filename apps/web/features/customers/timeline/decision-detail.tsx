'use client';
import { percent } from '@millrace/base/words';
import type { DecisionView } from '@millrace/services/enrolments';
import { classes, Money, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useTRPC } from '../../shell/index.ts';
import { decidedBy } from './decision-words.ts';
import { PutRight } from './put-right.tsx';

/** Why a decision was made: the strongest reasons, each option with its probability, and the inputs. */
export function DecisionDetail({ id, currency }: { id: string; currency: string }) {
  const trpc = useTRPC();
  const decision = useQuery(trpc.decisions.get.queryOptions({ id }, { staleTime: 60_000 }));
  if (decision.error)
    return <ProblemNote error={decision.error} onRetry={() => void decision.refetch()} className="mt-2" />;
  if (!decision.data)
    return (
      <div aria-busy className="mt-2 max-w-160 space-y-2 rounded-lg bg-sunken p-4">
        <Skeleton className="h-3 w-2/3" />
        <Skeleton className="h-3 w-1/2" />
        <Skeleton className="h-3 w-3/5" />
      </div>
    );
  return <DecisionCard decision={decision.data} currency={currency} />;
}

function DecisionCard({ decision, currency }: { decision: DecisionView; currency: string }) {
  return (
    <div className="mt-2 max-w-180 rounded-lg bg-sunken px-4 py-3">
      <ul className="space-y-1 text-13 text-ink">
        {decision.told.sentences.slice(1).map((sentence) => (
          <li key={sentence} className="flex gap-2 text-pretty">
            <span aria-hidden className="mt-2 size-1 shrink-0 rounded-full bg-decision" />
            {sentence}
          </li>
        ))}
      </ul>
      {decision.options.length > 1 ? <Options decision={decision} /> : null}
      {decision.told.known.length > 0 ? (
        <details className="mt-3 text-12">
          <summary className="w-fit cursor-pointer rounded-sm text-soft hover:text-ink">
            What was known at that moment
          </summary>
          <dl className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-6 gap-y-1">
            {decision.told.known.map(({ name, value }) => (
              <div key={name} className="flex justify-between gap-3 border-b border-line/60 py-0.5">
                <dt className="text-faint">{name}</dt>
                <dd className="text-right tabular">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {decision.putRight ? (
        <div className="mt-3 border-t border-line pt-3">
          <PutRight decision={decision} putRight={decision.putRight} />
        </div>
      ) : null}
      <p className="mt-3 text-12 text-faint">
        {decidedBy(decision)}
        {decision.reward !== null ? (
          <>
            {' '}
            What came of it: <Money amount={decision.reward} currency={currency} /> of margin.
          </>
        ) : null}
      </p>
    </div>
  );
}

/** The options as bars, as long as the probability with which each was drawn. */
function Options({ decision }: { decision: DecisionView }) {
  const shown = decision.options.toSorted((one, other) => other.probability - one.probability);
  // A rule that left one option has no probabilities to show.
  const certain = shown[0]?.probability === 1;
  return (
    <table className="mt-3 w-full text-12" aria-label="Options">
      <tbody>
        {shown.map((option) => {
          const chosen = option.id === decision.chosen;
          return (
            <tr key={option.id} className={chosen ? 'text-ink' : 'text-soft'}>
              <th
                scope="row"
                className={classes(
                  'w-40 py-1 pr-3 text-left align-top font-normal',
                  chosen && 'font-semibold',
                )}
              >
                {decision.told.options[option.id] ?? option.id}
                {chosen ? <span className="block font-normal text-decision">Chosen</span> : null}
              </th>
              <td className={classes('w-24 py-1 pr-3 align-top max-sm:hidden', certain && 'hidden')}>
                <span aria-hidden className="mt-1 block h-2 rounded-full bg-line">
                  <span
                    className={classes('block h-2 rounded-full', chosen ? 'bg-decision' : 'bg-control')}
                    style={{
                      width: `${Math.max(option.probability * 100, option.probability > 0 ? 3 : 0)}%`,
                    }}
                  />
                </span>
              </td>
              <td className={classes('w-12 py-1 pr-3 text-right align-top tabular', certain && 'hidden')}>
                {percent(option.probability)}
              </td>
              <td className="py-1 align-top text-pretty text-faint">{option.note}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
