'use client';
import { Button } from '@millrace/ui';
import { problemOf } from '../../shell/index.ts';

interface SaveBarProps {
  readonly changed: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly saveWords?: string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shown under a form while it has unsaved changes. */
export function SaveBar({
  changed,
  busy,
  error,
  saveWords = 'Save changes',
  onSave,
  onDiscard,
}: SaveBarProps) {
  if (!changed) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-6 flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-3 sm:-mx-8 sm:px-8">
      <p aria-live="polite" className="min-w-0 flex-1 text-13 text-soft">
        {error ? <span className="text-broken">{problemOf(error).sentence}</span> : 'Not saved yet.'}
      </p>
      <Button onClick={onDiscard}>Discard</Button>
      <Button look="primary" busy={busy} onClick={onSave}>
        {saveWords}
      </Button>
    </div>
  );
}
