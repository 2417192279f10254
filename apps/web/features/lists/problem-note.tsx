'use client';
import { Button, EmptyState } from '@millrace/ui';
import { problemOf } from '../shell/index.ts';

/** Stands where a list or a page would be that could not be read: what happened, what to do, and another try. */
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
