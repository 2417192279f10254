'use client';
import { Button } from '@millrace/ui';
import { useDocumentTitle } from './screen.tsx';

export interface ErrorScreenProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Shown when a screen fails: says that nothing was lost and what to do. The log has the cause under the error number. */
export function ErrorScreen({ error, reset }: ErrorScreenProps) {
  useDocumentTitle('This screen could not be shown');
  return (
    <div role="alert" className="mx-auto flex min-h-[70dvh] max-w-120 flex-col justify-center gap-2 px-6">
      <h1 className="text-20 font-semibold">This screen could not be shown</h1>
      <p className="text-14 text-soft">
        Your flows go on running; this is only the screen. Try again, and if it stays, report it
        {error.digest ? (
          <>
            {' '}
            with the number <code className="font-mono text-13">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <p className="mt-3">
        <Button look="primary" icon="refresh" onClick={reset}>
          Show it again
        </Button>
      </p>
    </div>
  );
}
