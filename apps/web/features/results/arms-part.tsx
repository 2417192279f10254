'use client';
import { formatMoney } from '@millrace/base';
import type { FlowAnalytics, MetricView } from '@millrace/services/measure';
import { Money, RelativeTime } from '@millrace/ui';
import type { ReactNode } from 'react';
import { eventLabel } from '@millrace/flow';
import { number, share } from '../flows/words.ts';
import { metricSentence } from './metric-words.ts';
import { perPerson } from './figures.ts';
import { Explained } from './part.tsx';
import { TwoArms } from './two-arms.tsx';

const metricRow = ({ event, treated, heldOut }: MetricView): readonly [string, ReactNode, ReactNode] => {
  const cell = ({ happened, people }: MetricView['treated']) => (
    <>
      {number(happened)} <span className="text-faint">{share(happened, people)}</span>
    </>
  );
  return [eventLabel(event), cell(treated), cell(heldOut)];
};

/** The two groups side by side. Each person counts once, however often they entered. */
export function ArmsPart({ analytics }: { analytics: FlowAnalytics }) {
  const { arms, currency, metrics } = analytics;
  const money = (amount: number) => <Money amount={amount} currency={currency} round />;
  const each = (amount: number | null) =>
    amount === null ? '–' : formatMoney({ amount: Math.round(amount), currency });
  const [flow, back] = [perPerson(arms.treated), perPerson(arms.heldOut)];
  const rows: readonly (readonly [string, ReactNode, ReactNode])[] = [
    ['People', number(arms.treated.people), number(arms.heldOut.people)],
    [
      'Ordered',
      <>
        {number(arms.treated.converted)}{' '}
        <span className="text-faint">{share(arms.treated.converted, arms.treated.people)}</span>
      </>,
      <>
        {number(arms.heldOut.converted)}{' '}
        <span className="text-faint">{share(arms.heldOut.converted, arms.heldOut.people)}</span>
      </>,
    ],
    ...(metrics.outcome ? [metricRow(metrics.outcome)] : []),
    metricRow(metrics.failure),
    ['Orders', number(arms.treated.orders), number(arms.heldOut.orders)],
    ['Revenue', money(arms.treated.revenue), money(arms.heldOut.revenue)],
    ['Margin', money(arms.treated.margin), money(arms.heldOut.margin)],
    ['Revenue per person', each(flow.revenue), each(back.revenue)],
    [
      'Margin per person',
      <b key="flow" className="font-semibold">
        {each(flow.margin)}
      </b>,
      <b key="back" className="font-semibold">
        {each(back.margin)}
      </b>,
    ],
  ];
  return (
    <Explained
      title="The two groups"
      about={
        <p>
          All orders within the outcome window count in both groups, whether a message led to them or not. The
          groups differ in size, so compare the lines per person.
        </p>
      }
    >
      <TwoArms
        what={<span className="sr-only">Figure</span>}
        rows={rows.map(([words, treated, heldOut]) => ({ id: words, what: words, treated, heldOut }))}
      />
      {[metrics.outcome, metrics.failure].map((metric) =>
        metric ? (
          <p key={metric.event} className="pt-2 text-13 text-soft">
            {metricSentence(metric)}
            {metric.countedAt !== null && (
              <>
                {' '}
                Counted <RelativeTime instant={metric.countedAt} />.
              </>
            )}
          </p>
        ) : null,
      )}
    </Explained>
  );
}
