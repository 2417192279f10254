'use client';
import type { HomeView } from '@millrace/services/home';
import { buttonLooks, EmptyState, Icon, Interval, Link, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { bestFirst, commonDomain, known, rounded, silence } from '../flows/caused.ts';
import { ticks } from '../flows/ticks.ts';
import { madeWords, namesakes, stateWords } from '../flows/namesakes.ts';
import { people } from '../flows/words.ts';
import { Part } from './part.tsx';

/** The incremental margin of every published flow on one scale. Bars left of zero are losses. */
export function CausedList({
  caused,
  currency,
  zone,
}: {
  caused: HomeView['caused'] | undefined;
  currency: string;
  zone: string;
}) {
  const alike = namesakes(caused ?? []);
  const domain = commonDomain(caused ?? []);
  const anyKnown = caused?.some((row) => known(row)) ?? false;
  return (
    <Part title="Incremental margin of your flows" note="Margin beyond the holdout">
      {!caused ? (
        <div className="flex flex-col gap-4 py-2">
          {[0, 1].map((row) => (
            <Skeleton key={row} className="h-6 w-full" />
          ))}
        </div>
      ) : null}
      {caused?.length === 0 ? (
        <EmptyState
          icon="scale"
          title="What your flows really earn will appear here"
          action={
            <NextLink href="/gallery" className={buttonLooks({})}>
              <Icon name="gallery" size={14} />
              Choose a flow
            </NextLink>
          }
        >
          Each flow holds back a share of people, by chance. What the others bring in beyond them is
          incremental. Opens and clicks cannot show that.
        </EmptyState>
      ) : null}
      {caused && caused.length > 0 ? (
        <ul className="flex flex-col">
          {bestFirst(caused).map((row) => (
            <CausedRow
              key={row.flowId}
              row={row}
              made={alike(row) ? madeWords(row.createdAt, zone) : null}
              currency={currency}
              domain={domain}
            />
          ))}
          {anyKnown ? <Axis domain={domain} currency={currency} /> : null}
        </ul>
      ) : null}
    </Part>
  );
}

/** The axis under all rows. */
function Axis({ domain, currency }: { domain: readonly [number, number]; currency: string }) {
  const [from, to] = domain;
  return (
    <li aria-hidden className="hidden gap-x-3 text-12 text-faint md:flex">
      <span className="w-52" />
      <span className="relative h-5 flex-1 tabular">
        {ticks(domain).map((value) => (
          <span
            key={value}
            style={{ left: `${((value - from) / (to - from)) * 100}%` }}
            className={`absolute top-1 -translate-x-1/2 whitespace-nowrap ${value === 0 ? 'text-ink' : ''}`}
          >
            {value === 0 ? '0' : rounded(value, currency)}
          </span>
        ))}
      </span>
      <span className="w-24" />
    </li>
  );
}

function CausedRow({
  row,
  made,
  currency,
  domain,
}: {
  row: HomeView['caused'][number];
  made: string | null;
  currency: string;
  domain: readonly [number, number];
}) {
  const found = known(row);
  const told = found
    ? `About ${rounded(found.estimate, currency)} of margin, between ${rounded(found.lower, currency)} and ${rounded(found.upper, currency)}`
    : silence(row.lift).sentence;
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 border-b border-line/60 py-1.5 text-13 last:border-0 md:flex-nowrap">
      <span className="min-w-0 flex-[1_1_60%] md:w-52 md:flex-none">
        <Link
          plain
          render={<NextLink href={`/flows/${row.flowId}/results`} />}
          className="block truncate font-medium"
        >
          {row.name}
        </Link>
        <span className="block text-12 text-faint tabular">
          {stateWords(row)}, {row.people === 0 ? 'no people yet' : people(row.people)}
          {made ? <span className="block">{made}</span> : null}
        </span>
      </span>
      <span className="order-last w-full min-w-0 md:order-none md:w-auto md:flex-1">
        {found ? (
          <Interval
            estimate={found.estimate}
            low={found.lower}
            high={found.upper}
            domain={domain}
            width={480}
            className="h-5 w-full"
            format={(value) => rounded(value, currency)}
            label={told}
          />
        ) : (
          <span className="block text-12 text-pretty text-faint">{told}</span>
        )}
      </span>
      <span className="w-24 text-right text-14 font-semibold tabular">
        {found ? (
          rounded(found.estimate, currency, true)
        ) : (
          <span className="text-13 font-normal text-faint">{silence(row.lift).short}</span>
        )}
      </span>
    </li>
  );
}
