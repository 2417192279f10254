'use client';
import { listed } from '@millrace/base/words';
import type { ModelView } from '@millrace/services/models';
import { Card, EmptyState, RelativeTime, StatePill } from '@millrace/ui';
import { CardPart } from './card-part.tsx';

/** The card of a model: its state, what it learned, or why its rule decides instead. A chart shows how good its predictions are. */
export function ModelCard({ model, currency }: { model: ModelView; currency: string }) {
  const { content, drift, empty, trainedAt } = model;
  const drawn = content.parts.filter(({ part }) => part === 'reliability');
  const told = content.parts.filter(({ part }) => part !== 'reliability');
  return (
    <Card
      title={model.title}
      sentence={model.sentence}
      aside={
        content.standing ? (
          <StatePill state={content.standing.state}>{content.standing.words}</StatePill>
        ) : undefined
      }
    >
      {empty ? (
        <>
          <EmptyState icon={empty.icon} title={empty.title}>
            {empty.sentence}
          </EmptyState>
          <p className="mt-4 text-13 text-pretty text-soft">
            <span className="font-medium text-ink">The rule until then.</span> {model.rule}
          </p>
        </>
      ) : (
        <div
          className={
            drawn.length > 0 ? 'grid gap-x-10 gap-y-6 md:grid-cols-[20rem_minmax(0,1fr)]' : undefined
          }
        >
          {drawn.length > 0 ? (
            <div>
              {drawn.map((part, index) => (
                <CardPart key={index} part={part} currency={currency} />
              ))}
            </div>
          ) : null}
          <div className="min-w-0 space-y-4">
            {told.map((part, index) => (
              <CardPart key={index} part={part} currency={currency} />
            ))}
            {drift ? (
              <p className={drift.gotWorse ? 'text-13 text-broken' : 'text-13 text-soft'}>{drift.sentence}</p>
            ) : null}
            {trainedAt !== null ? (
              <p className="text-12 text-faint">
                Trained <RelativeTime instant={trainedAt} />
              </p>
            ) : null}
          </div>
        </div>
      )}
      <HowItDecides model={model} />
    </Card>
  );
}

/** Details of a model: its inputs, its method, and how a decline would be noticed. */
function HowItDecides({ model: { looksAt, source, checkedBy } }: { model: ModelView }) {
  return (
    <details className="mt-4 border-t border-line pt-3 text-13 text-soft">
      <summary className="cursor-pointer font-medium text-ink">How it decides</summary>
      <dl className="mt-2 grid max-w-200 gap-x-6 gap-y-2 sm:grid-cols-[7rem_minmax(0,1fr)]">
        <dt>Inputs</dt>
        <dd className="text-pretty text-ink first-letter:uppercase">{listed(looksAt)}.</dd>
        <dt>Method</dt>
        <dd className="text-pretty text-ink">{source}</dd>
        <dt>Checked by</dt>
        <dd className="text-pretty text-ink">{checkedBy}</dd>
      </dl>
    </details>
  );
}
