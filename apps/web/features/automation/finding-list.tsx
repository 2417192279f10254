import { Badge, classes, Icon } from '@millrace/ui';
import type { ReactNode } from 'react';

export interface ShownFinding {
  readonly check: string;
  readonly title: string;
  readonly ok: boolean;
  readonly sentence: string;
  readonly why: string;
  readonly weight: 'serious' | 'minor';
}

/** What is to mend with the evidence for it, and below it what is as it should be. */
export function FindingList<Found extends ShownFinding>({
  findings,
  action,
}: {
  findings: readonly Found[];
  /** Where one is mended, if that is here. */
  action?: (finding: Found) => ReactNode;
}) {
  const open = findings.filter(({ ok }) => !ok);
  const fine = findings.filter(({ ok }) => ok);
  return (
    <>
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
            {action?.(finding)}
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
    </>
  );
}
