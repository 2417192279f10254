'use client';
import { useEffect, useState } from 'react';
import { Tooltip } from '../overlays/tooltip.tsx';
import { absoluteTime, nextChange, relativeTime } from './relative-time.ts';

export interface RelativeTimeProps {
  /** Epoch milliseconds. */
  instant: number;
  /** Whose time is shown on hover; the reader's own when left out. */
  zone?: string;
  /** Whose zone that is, said on hover: "their time". */
  whose?: string;
  className?: string;
}

/** "3 hours ago", with the full time and its zone on hover and focus. */
export function RelativeTime({ instant, zone, whose, className }: RelativeTimeProps) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const current = Date.now();
    if (now === null) return setNow(current);
    const timer = setTimeout(() => setNow(Date.now()), nextChange(instant, current));
    return () => clearTimeout(timer);
  }, [instant, now]);
  const shownZone = zone ?? (now === null ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone);
  const full = absoluteTime(instant, shownZone);
  return (
    <Tooltip content={whose ? `${full}, ${whose}` : full}>
      <time dateTime={new Date(instant).toISOString()} className={className} suppressHydrationWarning>
        {now === null ? full : relativeTime(instant, now, shownZone)}
      </time>
    </Tooltip>
  );
}
