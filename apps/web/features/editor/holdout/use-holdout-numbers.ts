'use client';
import { useEffect, useState } from 'react';
import type { HoldoutNumbers } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** `none` where nothing can be asked, or the flow is about the store, which there is only one of. */
export type KnownNumbers = HoldoutNumbers | 'loading' | 'failed' | 'none';

/** Whether there is anything to plan: no flow about the store, which there is only one of, has a holdout. */
export function useMayPlan(): boolean {
  const { actions } = useEditor();
  const subject = useEditorState((state) => state.document.subject);
  return actions.planHoldout !== undefined && subject !== 'store';
}

/**
 * What is known of the flow's people. Read after the draft is saved, and again when outcomes count for another number
 * of days.
 */
export function useHoldoutNumbers(wanted: boolean): { numbers: KnownNumbers; again: () => void } {
  const editor = useEditor();
  const days = useEditorState((state) => state.document.settings.outcomeDays);
  const mayPlan = useMayPlan();
  const isOffered = wanted && mayPlan;
  const [numbers, setNumbers] = useState<KnownNumbers>('loading');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const ask = editor.actions.planHoldout;
    if (!isOffered || !ask) return;
    let open = true;
    const read = async () => {
      // The server reads the stored draft.
      await editor.autosave.flush();
      return open ? ask() : null;
    };
    read().then(
      (found) => open && found && setNumbers(found),
      () => open && setNumbers('failed'),
    );
    return () => {
      open = false;
    };
  }, [editor, isOffered, days, turn]);
  const again = () => {
    setNumbers('loading');
    setTurn((last) => last + 1);
  };
  return { numbers: isOffered ? numbers : 'none', again };
}
