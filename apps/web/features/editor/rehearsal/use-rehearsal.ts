'use client';
import { useSyncExternalStore } from 'react';
import { useEditor } from '../store/hooks.ts';
import type { RehearsalState } from './rehearsing.ts';

/** Part of the shown rehearsal's state. The selector has to return the same object while nothing has changed. */
export function useRehearsal<Part>(select: (state: RehearsalState) => Part): Part {
  const { store } = useEditor().rehearsing;
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}
