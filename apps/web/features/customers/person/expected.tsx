'use client';
import type { FoundCustomer } from '@millrace/services/customers';
import { Money } from '@millrace/ui';
import { DAY, dayNumber, readDate } from '@millrace/base';
import { dayOf, fixed, percent } from '@millrace/base/words';
import { useViewer } from '../../shell/index.ts';

type Predictions = FoundCustomer['predictions'];
type Predicted = Predictions['facts'][number];

/** What models predict of a customer, and why. Nothing while they have learned too little. */
export function Expected({ predictions: { facts, reasons } }: { predictions: Predictions }) {
  if (facts.length === 0) return null;
  return (
    <section aria-label="Expected">
      <h2 className="mb-2 text-13 font-semibold">Expected</h2>
      <dl className="space-y-1.5">
        {facts.map((predicted) => (
          <div key={predicted.fact} className="flex min-h-5 gap-3 text-13">
            <dt className="min-w-0 flex-1 text-faint first-letter:uppercase">{predicted.label}</dt>
            <dd className="shrink-0 tabular">
              <Value predicted={predicted} />
            </dd>
          </div>
        ))}
      </dl>
      {reasons.length > 0 ? (
        <ul className="mt-2.5 space-y-1.5 text-12 text-muted">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Value({ predicted: { type, value } }: { predicted: Predicted }) {
  const { workspace } = useViewer();
  if (type === 'instant') return <>{dayInWords(value)}</>;
  if (typeof value !== 'number') return String(value);
  if (type === 'share') return percent(value);
  return type === 'money' ? <Money amount={value} currency={workspace.currency} /> : fixed(value, 1);
}

/** A predicted day such as `2026-04-03`: it is of the person's calendar, so no zone moves it. */
function dayInWords(value: Predicted['value']): string {
  const read = readDate(value);
  return read?.kind === 'day' ? dayOf(dayNumber(read.day) * DAY, 'UTC') : String(value);
}
