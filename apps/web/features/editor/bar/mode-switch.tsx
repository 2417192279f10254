'use client';
import { Icon } from '@millrace/ui';
import type { Mode } from '../store/editor-state.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

const MODES: readonly { readonly mode: Mode; readonly words: string; readonly icon: string }[] = [
  { mode: 'build', words: 'Build', icon: 'pencil' },
  { mode: 'rehearse', words: 'Rehearse', icon: 'play' },
  { mode: 'watch', words: 'Watch', icon: 'eye' },
];

/** Switches the canvas between Build, Rehearse and Watch. */
export function ModeSwitch() {
  const editor = useEditor();
  const mode = useEditorState((state) => state.mode);
  const offered = MODES.filter(
    (entry) =>
      entry.mode === 'build' ||
      (entry.mode === 'watch' ? editor.actions.loadCounts : editor.actions.rehearse),
  );
  if (offered.length < 2) return null;
  return (
    <div
      role="radiogroup"
      aria-label="Mode"
      className="flex rounded-lg bg-sunken p-0.5 *:flex-1 *:justify-center md:*:flex-none"
    >
      {offered.map((entry) => (
        <button
          key={entry.mode}
          type="button"
          role="radio"
          aria-checked={mode === entry.mode}
          tabIndex={mode === entry.mode ? 0 : -1}
          onClick={() => editor.choose.mode(entry.mode)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
            const next =
              offered[
                (offered.findIndex((other) => other.mode === mode) + step + offered.length) % offered.length
              ];
            if (step === 0 || !next) return;
            editor.choose.mode(next.mode);
            (
              event.currentTarget.parentElement?.children[offered.indexOf(next)] as HTMLElement | undefined
            )?.focus();
            event.preventDefault();
          }}
          className="flex h-7 cursor-pointer items-center gap-1.5 rounded-md px-2.5 text-13 font-medium text-soft transition-colors hover:text-ink aria-checked:bg-raised aria-checked:text-ink aria-checked:shadow-lift"
        >
          <Icon name={entry.icon} size={14} />
          {entry.words}
        </button>
      ))}
    </div>
  );
}
