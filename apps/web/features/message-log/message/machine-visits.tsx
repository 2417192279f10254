'use client';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Icon, RelativeTime } from '@millrace/ui';
import { visitedByMachines, visitSentence } from './visit-words.ts';

const SHOWN = 20;

/** Visits by scanners and proxies, which are not counted as opens or clicks. */
export function MachineVisits({ visits }: { visits: WholeLoggedMessage['visits'] }) {
  const machines = visits.filter((visit) => visit.by === 'machine');
  if (machines.length === 0) return null;
  return (
    <details className="rounded-lg border border-line px-3 py-2 text-13">
      <summary className="flex min-h-6 cursor-pointer items-center gap-2 text-soft">
        <Icon name="shield" size={14} className="text-faint" />
        {visitedByMachines(machines.length)}
        <span className="text-faint max-md:hidden">· not counted as opened or clicked</span>
      </summary>
      <ul className="mt-2 flex flex-col gap-1 border-t border-line pt-2">
        {machines.slice(0, SHOWN).map((visit, at) => (
          <li key={`${visit.at}/${at}`} className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 text-pretty text-ink">{visitSentence(visit)}</span>
            <span className="shrink-0 text-12 text-faint">
              <RelativeTime instant={visit.at} />
            </span>
          </li>
        ))}
        {machines.length > SHOWN ? <li className="text-faint">and {machines.length - SHOWN} more</li> : null}
      </ul>
    </details>
  );
}
