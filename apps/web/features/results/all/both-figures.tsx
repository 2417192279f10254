'use client';
import type { GlobalHoldoutView } from '@millrace/services/measure';
import { classes, Interval, Link } from '@millrace/ui';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { commonDomain, rounded, silence } from '../../flows/caused.ts';
import { people } from '../../flows/words.ts';
import { Explained } from '../part.tsx';
import { missingWords } from './all-words.ts';

type Found = GlobalHoldoutView['sum'];

/** The sum of the flows' own figures and the global figure on one scale, why they differ, and the numbers behind. */
export function BothFigures({ view }: { view: GlobalHoldoutView }) {
  const { sum, causedMargin, currency, why, flows } = view;
  const domain = commonDomain(
    [sum, causedMargin].flatMap((found) => (found ? [{ ...found, lift: 'unclear' }] : [])),
  );
  const missing = missingWords(flows);
  const global = silence(view.state);
  return (
    <Explained
      title="What all flows caused together"
      note="Margin, with the 95% confidence interval"
      about={
        <>
          <p>
            The sum adds what each flow brought in beyond its own holdout. The global figure compares people
            who get no marketing from any flow with everybody else.
          </p>
          <p>
            Both intervals stay valid however often you look. That of the sum holds however flows depend on
            each other, so the interval of each flow is a little wider here than on its own page.
          </p>
        </>
      }
    >
      <ul className="flex flex-col gap-4">
        <Figure
          title="Sum of the flows"
          note={missing}
          found={sum}
          silent="No flow has a result yet."
          domain={domain}
          currency={currency}
        />
        <Figure
          title="All flows together"
          note="By the global holdout"
          found={causedMargin}
          silent={view.periods.length === 0 ? 'The global holdout is off.' : global.short}
          domain={domain}
          currency={currency}
        />
      </ul>
      {why.length > 0 ? (
        <>
          <h3 className="mt-6 mb-1 text-13 font-medium">Why they differ</h3>
          <ul className="flex max-w-180 list-disc flex-col gap-1 pl-5 text-13 text-pretty text-soft">
            {why.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3 className="mt-6 mb-1 text-13 font-medium">Behind the figures</h3>
      <div className="overflow-x-auto">
        <table className="w-full min-w-130 text-13 tabular">
          <thead>
            <tr className="border-b border-line text-12 text-faint">
              <th scope="col" className="h-8 text-left font-medium">
                Figure
              </th>
              {['People', 'Margin', 'At least', 'At most'].map((title) => (
                <th key={title} scope="col" className="h-8 pl-3 text-right font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row
              name="All flows together"
              found={causedMargin}
              currency={currency}
              strong
              silent={global.short}
            />
            <Row name="Sum of the flows" found={sum} currency={currency} strong silent="–" />
            {flows.map((flow) => (
              <Row
                key={flow.flowId}
                name={
                  <Link plain render={<NextLink href={`/flows/${flow.flowId}/results`} />}>
                    {flow.name}
                  </Link>
                }
                count={people(flow.people)}
                found={flow.caused}
                currency={currency}
                silent={silence(flow.lift).short}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Explained>
  );
}

function Figure({
  title,
  note,
  found,
  silent,
  domain,
  currency,
}: {
  title: string;
  note: string | null;
  found: Found;
  silent: string;
  domain: readonly [number, number];
  currency: string;
}) {
  const money = (amount: number) => rounded(amount, currency);
  return (
    <li className="grid items-start gap-x-6 gap-y-1 md:grid-cols-[16rem_minmax(0,1fr)]">
      <div>
        <p className="text-13 font-medium">{title}</p>
        <p className={classes('tabular', found ? 'text-28 font-semibold' : 'text-14 text-soft')}>
          {found ? rounded(found.estimate, currency, true) : silent}
        </p>
        {found ? (
          <p className="text-13 text-soft tabular">
            between {money(found.lower)} and {money(found.upper)}
          </p>
        ) : null}
        {note ? <p className="text-12 text-pretty text-faint">{note}</p> : null}
      </div>
      {found ? (
        <Interval
          estimate={found.estimate}
          low={found.lower}
          high={found.upper}
          domain={domain}
          format={money}
          label={`${title}: about ${money(found.estimate)} of margin, between ${money(found.lower)} and ${money(found.upper)}`}
          ends
          width={640}
          className="w-full pt-3 *:tabular"
        />
      ) : null}
    </li>
  );
}

function Row({
  name,
  count = '',
  found,
  silent,
  strong = false,
  currency,
}: {
  name: ReactNode;
  count?: string;
  found: Found;
  silent: string;
  strong?: boolean;
  currency: string;
}) {
  return (
    <tr className={classes('border-b border-line/60 last:border-0', strong && 'font-medium')}>
      <th scope="row" className={classes('h-8 py-1 text-left', strong ? 'font-medium' : 'font-normal')}>
        {name}
      </th>
      <td className="pl-3 text-right text-soft">{count}</td>
      <td className="pl-3 text-right">{found ? rounded(found.estimate, currency, true) : silent}</td>
      <td className="pl-3 text-right">{found ? rounded(found.lower, currency) : ''}</td>
      <td className="pl-3 text-right">{found ? rounded(found.upper, currency) : ''}</td>
    </tr>
  );
}
