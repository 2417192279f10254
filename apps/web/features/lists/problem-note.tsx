'use client';
import { Button, EmptyState } from '@millrace/ui';
import { problemOf } from '../shell/index.ts';

/** Shown in place of a list or page that failed to load: the error, what to do, and a button to try again. */
export function ProblemNote({
  error,
  onRetry,
  className,
}: {
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const problem = problemOf(error);
  return (
    <div role="alert" className={className}>
      <EmptyState
        icon="warning"
        title={problem.sentence}
        action={
          onRetry ? (
            <Button icon="refresh" onClick={onRetry}>
              Try again
            </Button>
          ) : undefined
        }
      >
        {problem.next}
      </EmptyState>
    </div>
  );
}
