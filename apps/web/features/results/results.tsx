'use client';
import type { FlowAnalytics } from '@millrace/services/measure';
import { buttonLooks, classes, Icon, Money, Skeleton, Stat } from '@millrace/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trialName, type Graph } from '@millrace/flow';
import { liftSentence } from '@millrace/measure';
import NextLink from 'next/link';
import { useSearchParams } from 'next/navigation';
import { FlowScreen } from '../flows/flow-screen.tsx';
import { CALM, LIVE } from '../flows/live.ts';
import { rounded } from '../flows/caused.ts';
import { number, share } from '../flows/words.ts';
import { ExportButton } from '../lists/export-button.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { useTRPC, useViewer } from '../shell/index.ts';
import { BesideNote } from './beside-note.tsx';
import { ArmsPart } from './arms-part.tsx';
import { DecisionsPart } from './decisions-part.tsx';
import { EndingsPart } from './endings-part.tsx';
import { FiguresPart } from './figures-part.tsx';
import { FunnelPart } from './funnel-part.tsx';
import { GuardrailsPart } from './guardrails-part.tsx';
import { LiftPart } from './lift-part.tsx';
import { countsWithin } from './attribution-words.ts';
import { MessagesPart } from './messages-part.tsx';
import { Narrowing } from './narrowing.tsx';
import { PoliciesPart } from './policies-part.tsx';
import { TestsPart } from './tests-part.tsx';
import { VersionChoice } from './version-choice.tsx';

/** The results of one flow: what it brought in beyond the holdout, and its numbers by step, message and reason. */
export function Results({ id }: { id: string }) {
  const trpc = useTRPC();
  const number = Number(useSearchParams().get('version')) || null;
  const flow = useQuery(trpc.flows.get.queryOptions({ id }, CALM));
  const versions = useQuery(trpc.flows.versions.queryOptions({ id }, CALM));
  const chosen = versions.data?.find((version) => version.number === number) ?? null;
  const version = useQuery({
    ...trpc.flows.version.queryOptions({ id, number: chosen?.number ?? 1 }, CALM),
    enabled: chosen !== null,
  });
  const input = chosen === null ? { id } : { id, version: chosen.id };
  const analytics = useQuery({
    ...trpc.flows.analytics.queryOptions(input, LIVE),
    placeholderData: keepPreviousData,
    // If the address names a version, its id has to be loaded first.
    enabled: number === null || versions.data !== undefined,
  });
  const graph = chosen === null ? flow.data?.graph : version.data?.graph;
  const error =
    flow.error ??
    versions.error ??
    (chosen === null ? null : version.error) ??
    (analytics.data ? null : analytics.error);
  return (
    <FlowScreen
      id={id}
      flow={flow.data}
      actions={
        analytics.data ? <ExportButton list="results" filters={{ flow: id, version: chosen?.id }} /> : null
      }
    >
      {error ? (
        <ProblemNote
          error={error}
          onRetry={() => {
            void flow.refetch();
            void versions.refetch();
            void version.refetch();
            void analytics.refetch();
          }}
        />
      ) : null}
      {!error && (!flow.data || !graph || !analytics.data) ? <Waiting /> : null}
      {flow.data && graph && analytics.data ? (
        flow.data.liveVersion === null ? (
          <NotYet id={id} />
        ) : (
          <>
            <VersionChoice id={id} versions={versions.data ?? []} chosen={chosen} />
            <Shown
              id={id}
              graph={graph}
              analytics={analytics.data}
              isWhole={chosen === null}
              version={chosen?.id}
            />
          </>
        )
      ) : null}
    </FlowScreen>
  );
}

function Shown({
  id,
  graph,
  analytics,
  isWhole,
  version,
}: {
  id: string;
  graph: Graph;
  analytics: FlowAnalytics;
  isWhole: boolean;
  version: string | undefined;
}) {
  const { workspace } = useViewer();
  return (
    <div className="flex flex-col gap-8">
      <p className="max-w-200 text-20 leading-snug text-balance">
        {liftSentence(analytics.lift, {
          money: (amount) => rounded(amount, analytics.currency),
          beside: trialName(graph.settings),
        })}
      </p>
      {graph.settings.beside ? (
        <BesideNote
          id={id}
          beside={graph.settings.beside}
          days={graph.settings.outcomeDays}
          zone={workspace.timeZone}
        />
      ) : null}
      <LiftPart analytics={analytics} />
      {isWhole ? <Narrowing analytics={analytics} zone={workspace.timeZone} /> : null}
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <ArmsPart analytics={analytics} />
        <Totals analytics={analytics} />
      </div>
      <FiguresPart id={id} version={version} />
      <FunnelPart id={id} graph={graph} analytics={analytics} />
      <TestsPart id={id} />
      <EndingsPart graph={graph} analytics={analytics} />
      <MessagesPart graph={graph} analytics={analytics} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <DecisionsPart graph={graph} analytics={analytics} />
        <GuardrailsPart graph={graph} analytics={analytics} />
      </div>
      {isWhole ? <PoliciesPart id={id} /> : null}
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line pt-3 text-13 text-soft">
        <Icon name="clock" size={14} className="text-faint" />
        An order counts {countsWithin(graph.settings.attribution)}. In both groups, orders count for{' '}
        {graph.settings.outcomeDays} days after entering.
        <NextLink
          href={`/flows/${id}?panel=settings`}
          className={classes(buttonLooks({ look: 'quiet', size: 'small' }), 'text-river')}
        >
          Change it in the flow’s settings
        </NextLink>
      </p>
    </div>
  );
}

function Totals({ analytics: { totals, currency } }: { analytics: FlowAnalytics }) {
  return (
    <section aria-label="Totals" className="border-t border-line pt-3">
      <h2 className="mb-2 flex min-h-7 items-center text-14 font-semibold">Totals</h2>
      <div className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3">
        <Stat
          label="Entered"
          value={number(totals.entered)}
          note={`${number(totals.heldOut)} more in the holdout`}
        />
        <Stat label="Inside now" value={number(totals.inside)} />
        <Stat
          label="Messages sent"
          value={number(totals.sent)}
          note={`${share(totals.opened, totals.sent)} opened`}
        />
        <Stat
          label="Attributed orders"
          value={number(totals.orders)}
          note={`${share(totals.orders, totals.entered)} of entries`}
        />
        <Stat
          label="Attributed revenue"
          value={<Money amount={totals.revenue} currency={currency} round />}
          note={
            totals.revenuePerMessage === null ? null : (
              <>
                <Money amount={totals.revenuePerMessage} currency={currency} /> per message
              </>
            )
          }
        />
        <Stat
          label="Unsubscribed"
          value={number(totals.unsubscribed)}
          note={`${share(totals.unsubscribed, totals.sent)} of messages`}
        />
      </div>
    </section>
  );
}

function NotYet({ id }: { id: string }) {
  return (
    <div className="border-l-2 border-line py-2 pl-5">
      <p className="text-14 font-medium">Results begin with the first version you publish.</p>
      <p className="mt-1 mb-3 max-w-120 text-13 text-soft">
        From then on some people, one in ten unless you set another share, are held back by chance. This page
        says what the others bring in beyond them.
      </p>
      <NextLink href={`/flows/${id}`} className={buttonLooks({ look: 'primary' })}>
        Open the canvas
      </NextLink>
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-8">
      <Skeleton className="h-7 w-3/5" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-52 w-full" />
    </div>
  );
}
