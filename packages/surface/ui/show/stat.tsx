import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Skeleton } from './skeleton.tsx';

export interface StatProps {
  label: ReactNode;
  value: ReactNode;
  /** Below the number: its interval, or what it is compared with. */
  note?: ReactNode;
  tone?: 'ink' | 'good' | 'waiting' | 'blocked' | 'broken';
  size?: 'medium' | 'large';
  loading?: boolean;
  className?: string;
}

const TONES = {
  ink: 'text-ink',
  good: 'text-good',
  waiting: 'text-waiting',
  blocked: 'text-blocked',
  broken: 'text-broken',
} as const;

/** A number with its label. */
export function Stat({
  label,
  value,
  note,
  tone = 'ink',
  size = 'medium',
  loading = false,
  className,
}: StatProps) {
  return (
    <div className={classes('flex min-w-0 flex-col', className)}>
      <span className="text-12 text-soft">{label}</span>
      {loading ? (
        <Skeleton className={size === 'large' ? 'my-1 h-7 w-28' : 'my-1 h-5 w-16'} />
      ) : (
        <span
          className={classes('font-semibold tabular', size === 'large' ? 'text-28' : 'text-20', TONES[tone])}
        >
          {value}
        </span>
      )}
      {note ? <span className="text-12 text-faint">{note}</span> : null}
    </div>
  );
}
