'use client';
import type { ReportView } from '@millrace/services/reports';
import { Button, Icon, IconButton, Skeleton, Tabs } from '@millrace/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { CausedList } from '../home/caused-list.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Screen, useTRPC, useViewer } from '../shell/index.ts';
import { ChannelPart } from './channel-part.tsx';
import { CohortsPart } from './cohorts-part.tsx';
import { DaysPart } from './days-part.tsx';
import { FigureGrid } from './figure-grid.tsx';
import { FlowsPart } from './flows-part.tsx';
import { knownWords, PERIOD_TABS, PERIODS, RUNNING } from './report-words.ts';
import { ProductsPart, StockPart, UnusualPart, WorkPart } from './store-parts.tsx';
import { SummaryPart } from './summary-part.tsx';

const ASKED = {
  period: parseAsStringLiteral(PERIODS).withDefault('day'),
  day: parseAsString,
};

/** What happened in the store on a day, in a week or in a month. */
export function ReportsScreen() {
  const trpc = useTRPC();
  const [{ period, day }, ask] = useQueryStates(ASKED, { history: 'push' });
  const question = { period, ...(day === null ? {} : { day }) };
  const query = useQuery(trpc.reports.read.queryOptions(question, { placeholderData: keepPreviousData }));
  const report = query.data;
  return (
    <Screen
      title="Reports"
      sentence={
        report
          ? `${report.title}${report.isOver ? '' : ' so far'}, compared with ${report.isOver ? '' : 'as much of '}${report.comparedWith}.`
          : 'What happened in your store.'
      }
      actions={
        report ? (
          <span className="flex flex-wrap items-center gap-2 print:hidden">
            <Button look="quiet" onClick={() => window.print()}>
              <Icon name="document" size={14} />
              Print or save as PDF
            </Button>
            <ExportButton list="report" filters={{ period, day: report.day }} />
          </span>
        ) : null
      }
      tools={
        <div className="flex w-full flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
          <Tabs
            look="pill"
            label="Time of the report"
            value={period}
            onValueChange={(next) => void ask({ period: next, day: null })}
            tabs={PERIOD_TABS}
          />
          <Steps report={report} onAsk={(next) => void ask({ day: next })} />
        </div>
      }
    >
      {query.isError ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : report ? (
        <Report report={report} isOld={query.isPlaceholderData} />
      ) : (
        <div aria-busy className="space-y-6">
          <Skeleton className="h-16 w-full max-w-180 rounded-lg" />
          <Skeleton className="h-28 w-full rounded-lg" />
          <Skeleton className="h-52 w-full rounded-lg" />
        </div>
      )}
    </Screen>
  );
}

/** To the report before, to the one after it, and to the time that is running. */
function Steps({ report, onAsk }: { report: ReportView | undefined; onAsk: (day: string | null) => void }) {
  return (
    <span className="flex items-center gap-1">
      <IconButton
        icon="chevron-left"
        label={`The ${report?.period ?? 'day'} before`}
        disabled={!report}
        onClick={() => report && onAsk(report.earlier)}
      />
      <span aria-live="polite" className="min-w-40 text-center text-13 font-medium tabular">
        {report?.title ?? <Skeleton className="mx-auto h-4 w-32" />}
      </span>
      <IconButton
        icon="chevron-right"
        label={`The ${report?.period ?? 'day'} after`}
        disabled={!report?.later}
        onClick={() => report?.later && onAsk(report.later)}
      />
      {report && !report.isOver ? (
        <span className="ml-2 text-12 text-faint">{RUNNING[report.period]}</span>
      ) : null}
    </span>
  );
}

function Report({ report, isOld }: { report: ReportView; isOld: boolean }) {
  const { workspace } = useViewer();
  return (
    <div
      aria-busy={isOld || undefined}
      className={`flex flex-col gap-8 transition-opacity ${isOld ? 'opacity-60' : ''}`}
    >
      <SummaryPart key={`${report.period} ${report.day}`} report={report} />
      <FigureGrid report={report} />
      <DaysPart report={report} />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem] print:block print:space-y-6">
        <div className="flex min-w-0 flex-col gap-8">
          <FlowsPart report={report} />
          <CausedList caused={report.caused} currency={report.currency} zone={workspace.timeZone} />
          <ChannelPart report={report} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <UnusualPart report={report} />
          <ProductsPart report={report} />
          <StockPart report={report} />
          <WorkPart work={report.work} />
        </div>
      </div>
      {report.period === 'month' ? <CohortsPart /> : null}
      {report.knownAt === null ? null : (
        <p className="text-12 text-faint">{knownWords(report.knownAt, workspace.timeZone)}</p>
      )}
    </div>
  );
}
