'use client';
import type { ReportView } from '@millrace/services/reports';
import { Button, Icon } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../lists/problem-note.tsx';
import { useMay, useTRPC } from '../shell/index.ts';

/** What stands out, by the rules of the report or, when asked for, by a connected language model. */
export function SummaryPart({ report }: { report: ReportView }) {
  const trpc = useTRPC();
  const mayWrite = useMay('flows:write');
  const writing = useMutation(trpc.reports.summarise.mutationOptions());
  const written = writing.data?.by ? writing.data : null;
  const sentences = written?.sentences ?? report.summary;
  return (
    <section aria-label="What stands out" className="max-w-180 text-16 text-pretty">
      <div aria-live="polite" className="space-y-1.5">
        {sentences.map((sentence, place) => (
          <p key={sentence} className={place === 0 ? 'font-medium' : 'text-soft'}>
            {sentence}
          </p>
        ))}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-soft print:hidden">
        {written ? (
          <>
            <span>Written by {written.by}. Every number was checked against this report.</span>
            <Button look="quiet" size="small" onClick={() => writing.reset()}>
              Show the plain summary
            </Button>
          </>
        ) : mayWrite ? (
          <Button
            look="quiet"
            size="small"
            busy={writing.isPending}
            onClick={() => writing.mutate({ period: report.period, day: report.day })}
          >
            <Icon name="spark" size={14} />
            Write it with a language model
          </Button>
        ) : null}
        {writing.data?.problem ? (
          <span role="status">
            {writing.data.problem.reason} {writing.data.problem.next}
          </span>
        ) : null}
      </div>
      {writing.isError ? <ProblemNote error={writing.error} /> : null}
    </section>
  );
}
