'use client';
import type { FlowFigure, FlowFigures } from '@millrace/services/measure';
import { RelativeTime, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { CALM } from '../flows/live.ts';
import { ProblemNote } from '../lists/problem-note.tsx';
import { useTRPC } from '../shell/index.ts';
import { adjustedSentence, FIGURE_WORDS, figureSentences, figureValue } from './figure-words.ts';
import { GroupsPart } from './groups-part.tsx';
import { Explained } from './part.tsx';
import { TwoArms } from './two-arms.tsx';

/** What a flow did for the store, besides what it caused. */
export function FiguresPart({ id, version }: { id: string; version?: string | undefined }) {
  const trpc = useTRPC();
  const figures = useQuery(
    trpc.flows.figures.queryOptions({ id, ...(version === undefined ? {} : { version }) }, CALM),
  );
  if (figures.isError && !figures.data)
    return <ProblemNote error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data) return <Skeleton className="h-64 w-full rounded-lg" />;
  return (
    <>
      <FiguresTable view={figures.data} />
      <GroupsPart view={figures.data} />
    </>
  );
}

/** Beside each other where there is room, so that numbers are near their names. */
const halves = (figures: readonly FlowFigure[]): readonly (readonly FlowFigure[])[] => {
  const middle = Math.ceil(figures.length / 2);
  return [figures.slice(0, middle), figures.slice(middle)].filter((half) => half.length > 0);
};

export function FiguresTable({ view }: { view: FlowFigures }) {
  const { figures, currency, countedAt } = view;
  const adjusted = adjustedSentence(view.adjusted, currency);
  const sentences = [...(adjusted === null ? [] : [adjusted]), ...figureSentences(figures, currency)];
  const row = ({ id, shows, treated, heldOut }: FlowFigure) => ({
    id,
    what: FIGURE_WORDS[id].label,
    treated: <span className="whitespace-nowrap">{figureValue(shows, treated, currency)}</span>,
    heldOut: <span className="whitespace-nowrap">{figureValue(shows, heldOut, currency)}</span>,
  });
  return (
    <Explained
      title="What it did for the store"
      note="Of people whose outcome window is over"
      about={
        <dl className="flex max-h-96 flex-col gap-2 overflow-y-auto">
          {figures.map(({ id }) => (
            <div key={id}>
              <dt className="font-medium text-ink">{FIGURE_WORDS[id].label}</dt>
              <dd>{FIGURE_WORDS[id].about}</dd>
            </div>
          ))}
        </dl>
      }
    >
      <div className="grid gap-x-12 lg:grid-cols-2">
        {halves(figures).map((half) => (
          <div key={half[0]?.id}>
            <TwoArms what={<span className="sr-only">Figure</span>} rows={half.map(row)} />
          </div>
        ))}
      </div>
      {sentences.map((sentence) => (
        <p key={sentence} className="pt-2 text-13 text-pretty text-soft">
          {sentence}
        </p>
      ))}
      {countedAt === null ? null : (
        <p className="pt-2 text-12 text-faint">
          Counted <RelativeTime instant={countedAt} />.
        </p>
      )}
    </Explained>
  );
}
