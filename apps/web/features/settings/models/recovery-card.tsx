'use client';
import { count, fixed, percent, plural } from '@millrace/base/words';
import { Card, EmptyState, RelativeTime, StatePill } from '@millrace/ui';
import type { ModelView } from '@millrace/services';
import { Reliability } from './reliability.tsx';
import { calibrationWords, errorWords, rankingWords, readReport, type RecoveryShown } from './recovery-words.ts';

/** How probably a cart comes back by itself. */
export function RecoveryCard({ model }: { model: ModelView | null }) {
  const report = model ? readReport(model.report) : null;
  return (
    <Card
      title="Will this cart come back?"
      sentence="Gives each abandoned cart a probability, and the strongest reasons for it."
      aside={<Standing model={model} report={report} />}
    >
      {model && report && model.active ? (
        <div className="grid gap-x-10 gap-y-6 md:grid-cols-[20rem_minmax(0,1fr)]">
          <Reliability bins={report.bins} />
          <div className="text-13">
            <p className="text-14 text-pretty">
              Learned from <b className="font-semibold tabular">{plural(report.carts, 'cart')}</b> of this store, of which{' '}
              {percent(report.recovered / Math.max(1, report.carts))} came back. Judged on{' '}
              <span className="tabular">{count(report.judged)}</span> it had not seen.
            </p>
            <dl className="mt-4 space-y-3">
              <Figure name="Telling carts apart" value={fixed(report.areaUnderCurve, 2)} measure="Area under the curve">
                {rankingWords(report.areaUnderCurve)}
              </Figure>
              <Figure name="Size of its errors" value={fixed(report.brier, 3)} measure="Brier score">
                {errorWords(report)}
              </Figure>
              <Figure name="Honest percentages" value={fixed(report.calibrationError, 3)} measure="Calibration error">
                {calibrationWords(report.calibrationError)}
              </Figure>
            </dl>
            {report.drift ? <p className={report.drift.gotWorse ? 'mt-4 text-broken' : 'mt-4 text-soft'}>{report.drift.sentence}</p> : null}
            <p className="mt-4 text-12 text-faint">
              Trained <RelativeTime instant={model.trainedAt} />
            </p>
          </div>
        </div>
      ) : (
        <EmptyState icon="brain" title="A stated rule decides until there is enough to learn from">
          {report?.reason ??
            'A few hundred past carts of this store are needed, some of which came back. They come in with your store’s history.'}
        </EmptyState>
      )}
    </Card>
  );
}

function Standing({ model, report }: { model: ModelView | null; report: RecoveryShown | null }) {
  if (!model?.active || !report) return <StatePill state="waiting">Rule in use</StatePill>;
  if (report.drift?.gotWorse) return <StatePill state="broken">Got worse</StatePill>;
  return report.isBetter ? (
    <StatePill state="good">Better than the usual share</StatePill>
  ) : (
    <StatePill state="waiting">No better than the usual share</StatePill>
  );
}

function Figure({ name, value, measure, children }: { name: string; value: string; measure: string; children: string }) {
  return (
    <div>
      <dt className="flex items-baseline gap-2">
        <span className="font-medium">{name}</span>
        <span className="ml-auto text-12 text-faint">
          {measure} <span className="text-ink tabular">{value}</span>
        </span>
      </dt>
      <dd className="text-pretty text-soft">{children}</dd>
    </div>
  );
}
