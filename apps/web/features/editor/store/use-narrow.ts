'use client';
import { useSyncExternalStore } from 'react';

const QUERY = '(max-width: 767px)';

const subscribe = (listener: () => void) => {
  const list = window.matchMedia(QUERY);
  list.addEventListener('change', listener);
  return () => list.removeEventListener('change', listener);
};

/** True on a phone, where the flow is read as a list and not edited. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
