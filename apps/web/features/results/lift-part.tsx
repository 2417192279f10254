'use client';
import { count, people, points, verb } from '@millrace/base/words';
import { formatMoney } from '@millrace/base';
import type { FlowAnalytics } from '@millrace/services/measure';
import { Interval, Icon } from '@millrace/ui';
import { rounded } from '../flows/caused.ts';
import { ratioLook } from './ratio-look.ts';
import { TooEarly } from './too-early.tsx';
import { Explained } from './part.tsx';

/** What the flow brought in beyond the holdout. */
export function LiftPart({ analytics }: { analytics: FlowAnalytics }) {
  const { lift, currency } = analytics;
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, { signed: true });
  return (
    <Explained
      title="Incremental"
      note="People in the flow compared with the holdout"
      about={
        <>
          <p>
            The holdout is a share of people, chosen by chance and for good, who get nothing from the flow.
            What they order, they would have ordered anyway. What the others bring in beyond that is
            incremental.
          </p>
          <p>
            The bar is the 95% confidence interval. It stays valid however often you look, so you may stop at
            any time. For that it is wider than a usual interval.
          </p>
          <p>While a bar crosses zero, the flow may earn money or lose it.</p>
          <p>
            Only people whose outcome window is over are compared, because people who get a message often buy
            sooner, which is not the same as buying more. The effect including the others is shown as early.
          </p>
        </>
      }
    >
      {lift.causedMargin && lift.margin && lift.conversion ? (
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          <div>
            <p className="text-12 text-soft">Total margin</p>
            <p
              className={`text-28 font-semibold tabular ${lift.state === 'gain' ? 'text-good' : lift.state === 'loss' ? 'text-broken' : 'text-ink'}`}
            >
              {rounded(lift.causedMargin.estimate, currency, true)}
            </p>
            <p className="text-13 text-soft tabular">
              between {rounded(lift.causedMargin.lower, currency)} and{' '}
              {rounded(lift.causedMargin.upper, currency)}
            </p>
            {lift.causedConversions ? (
              <p className="mt-1 text-13 text-pretty text-soft tabular">
                About {count(lift.causedConversions.estimate)} people bought because of it, between{' '}
                {count(lift.causedConversions.lower)} and {count(lift.causedConversions.upper)}.
              </p>
            ) : null}
          </div>
          <div className="flex flex-col gap-5">
            <Measure
              title="Margin per person"
              value={money(lift.margin.estimate)}
              interval={lift.margin}
              format={money}
              label={`Margin per person ${money(lift.margin.estimate)}, between ${money(lift.margin.lower)} and ${money(lift.margin.upper)}`}
            />
            <Measure
              title="Share that orders"
              value={points(lift.conversion.estimate)}
              interval={lift.conversion}
              format={points}
              label={`Share that orders ${points(lift.conversion.estimate)}, between ${points(lift.conversion.lower)} and ${points(lift.conversion.upper)}`}
            />
          </div>
        </div>
      ) : (
        <TooEarly lift={lift} />
      )}
      {analytics.earlySentence === null ? null : <Early analytics={analytics} />}
      {analytics.inBoth === 0 ? null : (
        <p className="mt-3 text-13 text-pretty text-soft">
          {people(analytics.inBoth)} {verb(analytics.inBoth, 'is')} left out of both groups: two customers,
          one in each, turned out to be the same person.
        </p>
      )}
      {lift.state === 'no-holdout' ? null : (
        <p className="mt-4 flex items-start gap-2 text-13 text-pretty text-soft">
          <Icon {...ratioLook(lift.ratio)} size={14} />
          {lift.ratioSentence}
        </p>
      )}
    </Explained>
  );
}

/** The effect so far, including people whose outcome window is not over. Marked as early, since it is no result yet. */
function Early({ analytics: { earlySentence, lift } }: { analytics: FlowAnalytics }) {
  const all = lift.waitingPeople + lift.treatedPeople + lift.heldOutPeople;
  const isOver = all === 0 ? 0 : 1 - lift.waitingPeople / all;
  return (
    <div className="mt-5 max-w-200 rounded-md border border-dashed border-line px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-2 text-13 font-medium">
        <Icon name="clock" size={14} className="text-faint" />
        Early
        <span className="font-normal text-soft">
          the outcome window of {count(all - lift.waitingPeople)} of {people(all)} is over
        </span>
      </p>
      <span aria-hidden className="mt-2 block h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-soft/60" style={{ width: `${isOver * 100}%` }} />
      </span>
      <p className="mt-2 text-13 text-pretty text-soft tabular">{earlySentence}</p>
    </div>
  );
}

function Measure({
  title,
  value,
  interval,
  format,
  label,
}: {
  title: string;
  value: string;
  interval: { estimate: number; lower: number; upper: number };
  format: (value: number) => string;
  label: string;
}) {
  return (
    <div className="grid items-start gap-x-6 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <div>
        <p className="text-12 text-soft">{title}</p>
        <p className="text-16 font-semibold tabular">{value}</p>
      </div>
      <Interval
        estimate={interval.estimate}
        low={interval.lower}
        high={interval.upper}
        format={format}
        label={label}
        ends
        width={420}
        className="pt-2 *:tabular"
      />
    </div>
  );
}
