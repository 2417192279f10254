'use client';
import { Button, Icon } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { useMay, useTRPC } from '../../shell/index.ts';
import { countsWords, differenceWords } from './counts-words.ts';

/** Recounts all figures that screens show, on request. */
export function CountsCheck() {
  const trpc = useTRPC();
  const may = useMay('settings:write');
  const check = useMutation(trpc.settings.checkCounts.mutationOptions());
  const found = check.data;
  return (
    <section aria-label="Counts" className="mt-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="text-14 font-semibold">Counts</h2>
        <Button
          size="small"
          className="ml-auto"
          icon="refresh"
          disabled={!may}
          busy={check.isPending}
          onClick={() => check.mutate()}
        >
          Recount all figures
        </Button>
      </div>
      <p className="mt-1 text-13 text-pretty text-soft">
        Figures are updated as things happen. This recounts them from all messages, entries and orders. It
        changes nothing and takes a while in a large store.
      </p>
      {check.error ? <ProblemNote error={check.error} onRetry={() => check.mutate()} /> : null}
      {found ? (
        <p role="status" className="mt-2 flex gap-2 text-13 text-pretty">
          <Icon
            name={found.wrong === 0 ? 'check' : 'warning'}
            size={14}
            className={`mt-0.5 shrink-0 ${found.wrong === 0 ? 'text-good' : 'text-broken'}`}
          />
          {countsWords(found)}
        </p>
      ) : null}
      {found && found.wrong > 0 ? (
        <ul className="mt-2 space-y-1 font-mono text-12 break-all text-soft">
          {found.differences.slice(0, 20).map((difference) => (
            <li key={JSON.stringify(difference.of) + difference.figure}>{differenceWords(difference)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
