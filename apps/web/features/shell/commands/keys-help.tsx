'use client';
import { classes, Dialog, Kbd } from '@millrace/ui';
import { byGroup } from './by-group.ts';
import { useRegistry } from './registry.ts';

export function KeysHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const groups = byGroup(useRegistry((state) => state.shortcuts));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys on this screen">
      <div className={classes('columns-1 gap-8', groups.length > 1 && 'sm:columns-2')}>
        {groups.map(({ heading, entries }) => (
          <section key={heading} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-12 font-medium text-faint">{heading}</h3>
            <dl>
              {entries.map((entry) => (
                <div
                  key={entry.what}
                  className="flex min-h-8 items-center justify-between gap-4 border-b border-line/60 text-13 last:border-0"
                >
                  <dt>{entry.what}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {entry.keys.map((key, place) => (
                      <Kbd key={`${place}${key}`}>{key}</Kbd>
                    ))}
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
