'use client';
import { inflected, plural } from '@millrace/base/words';
import { Button, EmptyState, Link } from '@millrace/ui';
import NextLink from 'next/link';
import type { Filters } from '../filters.ts';

interface NothingHereProps {
  readonly filters: Filters;
  readonly narrowed: boolean;
  /** Number of open things that wait for others. */
  readonly others: number;
  readonly onChange: (change: Partial<Filters>) => void;
}

/** The empty list: what it is for, or what hides the rest. */
export function NothingHere({ filters, narrowed, others, onChange }: NothingHereProps) {
  if (narrowed)
    return (
      <EmptyState
        icon="filter"
        title="Nothing matches"
        action={
          <Button onClick={() => onChange({ kind: null, flow: null, overdue: false, search: null })}>
            Remove the filters
          </Button>
        }
      >
        Search for a part of the question, the customer or the flow.
      </EmptyState>
    );
  if (filters.state === 'closed')
    return (
      <EmptyState icon="inbox" title="Nothing is closed yet">
        What people answered, and what ended without an answer, stays here with its history.
      </EmptyState>
    );
  if (filters.whose === 'mine' && others > 0)
    return (
      <EmptyState
        icon="check-circle"
        title="Nothing waits for you"
        action={<Button onClick={() => onChange({ whose: 'all' })}>Show everybody’s work</Button>}
      >
        {plural(others, 'thing')} {inflected(others, 'waits', 'wait')} for others.
      </EmptyState>
    );
  return (
    <EmptyState
      icon="inbox"
      title="What your flows ask people appears here"
      action={<Link render={<NextLink href="/flows" />}>Open your flows</Link>}
    >
      Add the step “Approval” to a flow, and it waits for a yes before it goes on: for a refund, or an order
      that looks like fraud. The step “Task for the team” asks somebody to do what no system can. Each stands
      here with its deadline and the reason.
    </EmptyState>
  );
}
