'use client';
import type { WorkWithHistory } from '@millrace/services/work';
import { Badge, Icon, Link, RelativeTime, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useMay, useTRPC } from '../../shell/index.ts';
import { Deadline } from '../list/work-list.tsx';
import { kindIcon } from '../work-words.ts';
import { AnswerForm } from './answer-form.tsx';
import { Decided } from './decided.tsx';
import { Drafts } from './drafts.tsx';
import { HandOn } from './hand-on.tsx';
import { History } from './history.tsx';

/** One piece of work: what is asked and why, what is known, the answer, and its history. */
export function WorkSheet({ id, ...editing }: { id: string } & Editing) {
  const trpc = useTRPC();
  const work = useQuery(
    trpc.work.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.state === 'open' ? 5_000 : false) },
    ),
  );
  if (work.error && !work.data) return <ProblemNote error={work.error} onRetry={() => void work.refetch()} />;
  if (!work.data) return <Waiting />;
  return <Sheet key={id} work={work.data} {...editing} />;
}

interface Editing {
  /** Texts that were changed and not yet agreed to, by name. */
  texts: Readonly<Record<string, string>>;
  onTexts: (texts: Readonly<Record<string, string>>) => void;
}

function Sheet({ work, ...editing }: { work: WorkWithHistory } & Editing) {
  const isOpen = work.state === 'open';
  return (
    <article className="flex max-w-180 flex-col gap-5">
      <header>
        <p className="flex flex-wrap items-center gap-2 text-13 text-soft">
          <Icon name={kindIcon(work.kind)} size={14} />
          {work.kindTitle}
          <Deadline item={work} />
        </p>
        <h2 className="mt-1 text-20 font-semibold text-balance">{work.title}</h2>
        <p className="mt-1 text-14 text-soft">{work.reason}</p>
      </header>
      {work.details ? <p className="text-14 whitespace-pre-wrap">{work.details}</p> : null}
      <Facts work={work} />
      {work.risk ? (
        <p className="flex gap-2 rounded-lg bg-waiting-tint px-3 py-2.5 text-13 text-ink">
          <Icon name="warning" size={14} label="Risk" className="mt-0.5 text-waiting" />
          {work.risk}
        </p>
      ) : null}
      {isOpen ? (
        <AnswerForm work={work} {...editing} />
      ) : (
        <>
          <Drafts drafts={work.drafts} />
          <Outcome work={work} />
        </>
      )}
      {work.decisionId === null ? null : <Decided id={work.decisionId} />}
      {isOpen ? <HandOn work={work} /> : null}
      <History work={work} />
    </article>
  );
}

function Facts({ work }: { work: WorkWithHistory }) {
  const maySeePeople = useMay('customers:read');
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 text-13">
      {work.facts.map(({ label, value }, place) => (
        <Fact key={`${label}/${place}`} label={label}>
          {value}
        </Fact>
      ))}
      {work.customerId ? (
        <Fact label="Customer">
          {maySeePeople ? (
            <Link render={<NextLink href={`/customers/${work.customerId}`} />}>
              {work.customerName ?? 'Unknown visitor'}
            </Link>
          ) : (
            (work.customerName ?? 'Unknown visitor')
          )}
        </Fact>
      ) : null}
      <Fact label="Flow">
        <Link render={<NextLink href={`/flows/${work.flowId}`} />}>{work.flowName ?? 'A removed flow'}</Link>
        <span className="text-faint"> · </span>
        <Link render={<NextLink href={`/enrolments/${work.enrolmentId}`} />}>its steps so far</Link>
      </Fact>
      <Fact label="For">
        {work.who}
        {work.nextWho ? `; after the deadline for ${work.nextWho}` : ''}
      </Fact>
      {work.deadline === null ? null : (
        <Fact label="Deadline">
          <RelativeTime instant={work.deadline} className={work.overdue ? 'text-broken' : ''} />
        </Fact>
      )}
      <Fact label="Asked">
        <RelativeTime instant={work.openedAt} />
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Outcome({ work }: { work: WorkWithHistory }) {
  return (
    <section aria-label="Answer" className="rounded-lg border border-line px-4 py-3">
      <p className="flex flex-wrap items-center gap-2 text-13">
        <Badge tone={work.state === 'answered' ? 'good' : 'blocked'}>{work.stateWords}</Badge>
        {work.answeredBy ? <span>{work.answeredBy}</span> : null}
        {work.closedAt === null ? null : <RelativeTime instant={work.closedAt} className="text-faint" />}
      </p>
      {work.comment ? <p className="mt-2 text-14 whitespace-pre-wrap">{work.comment}</p> : null}
    </section>
  );
}

function Waiting() {
  return (
    <div aria-busy className="space-y-4">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-24 w-full rounded-lg" />
    </div>
  );
}
