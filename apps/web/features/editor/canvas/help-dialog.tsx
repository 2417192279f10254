'use client';
import { Dialog, Keys } from '@millrace/ui';
import { useEditor } from '../store/hooks.ts';
import { OTHER_KEYS, SHORTCUTS } from './shortcuts.ts';

const GROUPS = ['Move', 'View', 'Change', 'Whole flow'] as const;

/** All keys, from the same list that handles them. */
export function HelpDialog() {
  const editor = useEditor();
  const all = [...SHORTCUTS, ...OTHER_KEYS];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : editor.choose.overlay(null))}
      title="Keys"
      description="On the canvas and in the outline. Everything can be done without a mouse."
      width="medium"
    >
      <div className="gap-8 sm:columns-2">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group} className="break-inside-avoid pb-5">
            <h3 className="pb-1.5 text-12 font-medium text-faint">{group}</h3>
            <dl className="flex flex-col gap-1">
              {all
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div key={shortcut.words} className="flex items-center justify-between gap-3 text-13">
                    <dt className="text-ink">{shortcut.words}</dt>
                    <dd>
                      <Keys keys={shortcut.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
