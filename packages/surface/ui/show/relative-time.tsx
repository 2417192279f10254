'use client';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Tooltip } from '../tips/tooltip.tsx';
import { absoluteTime, nextChange, relativeTime } from './relative-time.ts';

export interface RelativeTimeProps {
  /** Epoch milliseconds. */
  instant: number;
  /** Zone of the full time on hover. By default that of the `TimesOf` around it, otherwise the browser's. */
  zone?: string;
  /** Whose zone that is, shown on hover: "their time". */
  whose?: string;
  className?: string;
}

interface Clock {
  readonly zone?: string | undefined;
  readonly whose?: string | undefined;
}
const ClockContext = createContext<Clock>({});

/** Sets the zone of all times inside, such as that of the customer on a customer page. */
export function TimesOf({ zone, whose, children }: Clock & { children: ReactNode }) {
  const clock = useMemo(() => ({ zone, whose }), [zone, whose]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/** "3 hours ago", with the full time and its zone on hover and focus. */
export function RelativeTime({ instant, zone, whose, className }: RelativeTimeProps) {
  const clock = useContext(ClockContext);
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const current = Date.now();
    if (now === null) return setNow(current);
    const timer = setTimeout(() => setNow(Date.now()), nextChange(instant, current));
    return () => clearTimeout(timer);
  }, [instant, now]);
  const shownZone =
    zone ?? clock.zone ?? (now === null ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone);
  const full = absoluteTime(instant, shownZone);
  const theirs = whose ?? (zone === undefined ? clock.whose : undefined);
  return (
    <Tooltip content={theirs ? `${full}, ${theirs}` : full}>
      <time dateTime={new Date(instant).toISOString()} className={className} suppressHydrationWarning>
        {now === null ? full : relativeTime(instant, now, shownZone)}
      </time>
    </Tooltip>
  );
}
