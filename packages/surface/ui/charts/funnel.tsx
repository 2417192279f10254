import { count, percent } from '@millrace/base/words';
import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';

export interface FunnelStage {
  id: string;
  label: ReactNode;
  count: number;
  /** Shown on the right: a rate against the stage before, or a reason. */
  note?: ReactNode;
  tone?: 'plain' | 'good' | 'waiting' | 'blocked' | 'broken';
  onOpen?: () => void;
}

const FILLS = {
  plain: 'bg-soft/55',
  good: 'bg-good/70',
  waiting: 'bg-waiting/60',
  blocked: 'bg-blocked/60',
  broken: 'bg-broken/65',
} as const;

/** A funnel: stages as bars relative to the first one. A stage with `onOpen` can be pressed and has the river colour. */
export function Funnel({ label, stages }: { label: string; stages: readonly FunnelStage[] }) {
  const whole = Math.max(1, stages[0]?.count ?? 1);
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {stages.map((stage) => {
        const share = Math.min(1, stage.count / whole);
        const body = (
          <>
            <span className="w-32 shrink-0 truncate text-13 text-soft">{stage.label}</span>
            <span className="relative h-5 min-w-0 flex-1 overflow-hidden rounded-sm bg-sunken">
              <span
                className={classes(
                  'absolute inset-y-0 left-0 rounded-sm',
                  stage.tone ? FILLS[stage.tone] : stage.onOpen ? 'bg-river/75' : FILLS.plain,
                )}
                style={{ width: `${Math.max(stage.count > 0 ? 0.6 : 0, share * 100)}%` }}
              />
            </span>
            <span className="w-16 shrink-0 text-right text-13 font-medium tabular">{count(stage.count)}</span>
            <span className="w-24 shrink-0 truncate text-12 text-faint tabular max-sm:hidden">
              {stage.note ?? percent(share)}
            </span>
          </>
        );
        return (
          <li key={stage.id}>
            {stage.onOpen ? (
              <button
                type="button"
                onClick={stage.onOpen}
                className="flex w-full cursor-pointer items-center gap-3 rounded-sm text-left hover:bg-sunken/60"
              >
                {body}
              </button>
            ) : (
              <div className="flex items-center gap-3">{body}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
