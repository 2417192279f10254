import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface BadgeProps {
  /** Its meaning; `plain` for counts and labels that are neither good nor bad. */
  tone?: 'plain' | 'river' | 'good' | 'waiting' | 'blocked' | 'broken';
  icon?: string;
  className?: string;
  children: ReactNode;
}

const TONES = {
  plain: 'bg-sunken text-soft',
  river: 'bg-river-tint text-river',
  good: 'bg-good-tint text-good',
  waiting: 'bg-waiting-tint text-waiting',
  blocked: 'bg-blocked-tint text-blocked',
  broken: 'bg-broken-tint text-broken',
} as const;

export function Badge({ tone = 'plain', icon, className, children }: BadgeProps) {
  return (
    <span
      className={classes(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-12 font-medium whitespace-nowrap tabular',
        TONES[tone],
        className,
      )}
    >
      {icon ? <Icon name={icon} size={12} /> : null}
      {children}
    </span>
  );
}

/** The states with their icons and words. */
export const STATES = {
  good: { icon: 'check', words: 'Good' },
  live: { icon: 'play', words: 'Live' },
  waiting: { icon: 'clock', words: 'Waiting' },
  paused: { icon: 'pause', words: 'Paused' },
  draft: { icon: 'pencil', words: 'Draft' },
  held: { icon: 'hourglass', words: 'Held' },
  blocked: { icon: 'ban', words: 'Blocked' },
  broken: { icon: 'warning', words: 'Broken' },
  ended: { icon: 'stop', words: 'Ended' },
} as const;

export type StateName = keyof typeof STATES;

const STATE_TONES: Readonly<Record<StateName, keyof typeof TONES>> = {
  good: 'good',
  live: 'good',
  waiting: 'waiting',
  paused: 'waiting',
  draft: 'plain',
  held: 'waiting',
  blocked: 'blocked',
  broken: 'broken',
  ended: 'plain',
};

/** A state as colour, icon and word, so that colour is never the only distinction. */
export function StatePill({
  state,
  children,
  className,
}: {
  state: StateName;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <Badge tone={STATE_TONES[state]} icon={STATES[state].icon} {...(className ? { className } : {})}>
      {children ?? STATES[state].words}
    </Badge>
  );
}
