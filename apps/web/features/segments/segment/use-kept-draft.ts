'use client';
import { useEffect, useState } from 'react';
import { stayHere, useViewer } from '../../shell/index.ts';
import { isSameDraft, parseDraft, type SegmentDraft } from './segment-draft.ts';

/**
 * The draft of a form. While it has unsaved changes it is kept in this tab, so that leaving the screen loses
 * nothing, and closing the tab asks first.
 * @param which the form: a segment's id, or a new segment
 * @param saved what the draft is compared with; its `basedOn` stays with a draft that was begun from it
 */
export function useKeptDraft(which: string, saved: SegmentDraft) {
  const key = `millrace/segment/${useViewer().person.id}/${which}`;
  const [draft, setDraft] = useState<SegmentDraft | null>(null);
  // After the first rendering, since the server has no storage.
  useEffect(() => setDraft(parseDraft(read(key))), [key]);
  const changed = draft !== null && !isSameDraft(draft, saved);
  useEffect(() => {
    if (!changed) return;
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', leaving);
    stayHere(key, true);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      stayHere(key, false);
    };
  }, [key, changed]);
  const set = (next: SegmentDraft | null) => {
    setDraft(next);
    keep(key, next);
  };
  return {
    value: draft ?? saved,
    changed,
    set: (part: Partial<SegmentDraft>) => set({ ...(draft ?? saved), ...part }),
    discard: () => set(null),
  };
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, draft: SegmentDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // Without storage the draft lasts as long as the screen.
  }
}
