import { plural, verb } from '@millrace/base/words';
import type { AutomationView } from '@millrace/services/automation';
import { buttonLooks, EmptyState, Icon, Link, StatePill } from '@millrace/ui';
import NextLink from 'next/link';
import { Part } from '../home/part.tsx';
import { toMend } from './automation-words.ts';
import { FindingList } from './finding-list.tsx';
import { GradedRow } from './graded-row.tsx';

type Flow = AutomationView['flows'][number];

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
  return (
    <GradedRow
      grade={flow.grade}
      name={flow.name}
      beside={flow.state === 'paused' ? <StatePill state="paused" /> : null}
      sentence={`${toMend(flow)}. Automation level ${flow.level}.`}
      isOpen={flow.findings.some(({ ok }) => !ok)}
    >
      <FindingList
        findings={flow.findings}
        action={(finding) => (
          <Link
            className="shrink-0"
            render={<NextLink href={finding.href} aria-label={`Mend: ${finding.sentence}`} />}
          >
            Mend
          </Link>
        )}
      />
      <p className="mt-3 text-12">
        <Link render={<NextLink href={`/flows/${flow.id}`} />}>Open {flow.name}</Link>
      </p>
    </GradedRow>
  );
}
