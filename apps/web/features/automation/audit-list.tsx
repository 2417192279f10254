import { plural, verb } from '@millrace/base/words';
import type { AutomationView } from '@millrace/services/automation';
import { Badge, buttonLooks, classes, EmptyState, Icon, Link, StatePill } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';
import { toMend } from './automation-words.ts';

type Flow = AutomationView['flows'][number];

const GRADE_LOOKS: Readonly<Record<Flow['grade'], string>> = {
  A: 'bg-good-tint text-good',
  B: 'bg-good-tint text-good',
  C: 'bg-waiting-tint text-waiting',
  D: 'bg-broken-tint text-broken',
  E: 'bg-broken-tint text-broken',
};

/** Every flow that is live or paused with its grade, and with the evidence for it. */
export function AuditList({
  flows,
  rule,
  unreadable,
}: {
  flows: readonly Flow[];
  rule: string;
  /** Flows that are left out because their steps cannot be read. */
  unreadable: number;
}) {
  return (
    <Part title="What runs, graded">
      {flows.length === 0 ? (
        <EmptyState
          icon="shield-check"
          title="Flows that run are graded here"
          action={
            <NextLink href="/gallery" className={buttonLooks({})}>
              <Icon name="gallery" size={14} />
              Choose a flow
            </NextLink>
          }
        >
          Each is looked at for what costs money or customers, and for what makes it hard to judge: its
          holdout, its exit rules, discounts, unsubscribes, its review.
        </EmptyState>
      ) : (
        <>
          <p className="mb-2 max-w-180 text-12 text-pretty text-faint">{rule}</p>
          <ul className="flex flex-col">
            {flows.map((flow) => (
              <li key={flow.id} className="border-b border-line/60 last:border-0">
                <Audited flow={flow} />
              </li>
            ))}
          </ul>
        </>
      )}
      {unreadable > 0 ? (
        <p className="mt-2 text-12 text-pretty text-waiting">
          {plural(unreadable, 'flow')} cannot be read and {verb(unreadable, 'is')} not graded. The list of
          flows says more.
        </p>
      ) : null}
    </Part>
  );
}

function Audited({ flow }: { flow: Flow }) {
  const open = flow.findings.filter(({ ok }) => !ok);
  const fine = flow.findings.filter(({ ok }) => ok);
  return (
    <details className="group/flow" open={open.length > 0}>
      <summary className="flex cursor-pointer list-none items-center gap-3 py-2.5 text-13">
        <span
          className={classes(
            'flex size-8 shrink-0 items-center justify-center rounded-md text-16 font-semibold',
            GRADE_LOOKS[flow.grade],
          )}
        >
          <span className="sr-only">Grade </span>
          {flow.grade}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 font-medium">
            <span className="min-w-0 truncate">{flow.name}</span>
            {flow.state === 'paused' ? <StatePill state="paused" /> : null}
          </span>
          <span className="block text-12 text-faint">
            {toMend(flow)}. Automation level {flow.level}.
          </span>
        </span>
        <Icon
          name="chevron-right"
          size={14}
          className="shrink-0 text-faint transition-transform group-open/flow:rotate-90"
        />
      </summary>
      <div className="pb-4 pl-11">
        <ul className="flex flex-col gap-3 text-13">
          {open.map((finding) => (
            <li key={finding.check} className="flex items-start gap-2">
              <Icon
                name="warning"
                size={14}
                className={classes('mt-0.5', finding.weight === 'serious' ? 'text-broken' : 'text-waiting')}
              />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 text-pretty">
                  <span>{finding.sentence}</span>
                  {finding.weight === 'serious' ? <Badge tone="broken">Serious</Badge> : null}
                </p>
                <p className="text-12 text-pretty text-faint">{finding.why}</p>
              </div>
              <Link
                className="shrink-0"
                render={<NextLink href={finding.href} aria-label={`Mend: ${finding.sentence}`} />}
              >
                Mend
              </Link>
            </li>
          ))}
        </ul>
        {fine.length > 0 ? (
          <ul
            aria-label="As it should be"
            className={classes('flex flex-col gap-1 text-12 text-soft', open.length > 0 && 'mt-3')}
          >
            {fine.map(({ check, title, sentence }) => (
              <li key={check} className="flex items-start gap-2">
                <Icon name="check" size={14} className="mt-px text-good" />
                <span className="text-pretty">
                  {title}. <span className="text-faint">{sentence}</span>
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        <p className="mt-3 text-12">
          <Link render={<NextLink href={`/flows/${flow.id}`} />}>Open {flow.name}</Link>
        </p>
      </div>
    </details>
  );
}
