'use client';
import { useMemo, type ReactNode } from 'react';
import { EventsHere } from '../store/hooks.ts';

/** Conditions inside are about this event, and offer its properties. */
export function AboutEvents({ event, children }: { event: string; children: ReactNode }) {
  const events = useMemo(() => (event === '' ? [] : [event]), [event]);
  return <EventsHere.Provider value={events}>{children}</EventsHere.Provider>;
}
