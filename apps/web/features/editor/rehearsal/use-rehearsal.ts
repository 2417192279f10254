'use client';
import { useSyncExternalStore } from 'react';
import { useEditor } from '../store/hooks.ts';
import type { RehearsalState } from './rehearsing.ts';

/** Part of the rehearsal that is shown. The selector must return something that keeps its identity while nothing changed. */
export function useRehearsal<Part>(select: (state: RehearsalState) => Part): Part {
  const { store } = useEditor().rehearsing;
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}
