'use client';
import { Button, IconButton, Link, RelativeTime } from '@millrace/ui';
import NextLink from 'next/link';
import { useState } from 'react';
import { useListChange } from '../../segments/segment/use-list-change.ts';
import { useMay } from '../../shell/index.ts';
import { AddToListDialog } from './add-to-list-dialog.tsx';

export interface SegmentOf {
  readonly id: string;
  readonly name: string;
  readonly since: number;
  /** A list, on which they were put by hand. */
  readonly isList: boolean;
}

/** The saved segments and lists a customer is in now, as links. */
export function InSegments({ customer, segments }: { customer: string; segments: readonly SegmentOf[] }) {
  const mayChange = useMay('customers:write');
  const [adding, setAdding] = useState(false);
  return (
    <section aria-label="Segments">
      <div className="mb-2 flex items-center gap-2">
        <h2 className="flex-1 text-13 font-semibold">Segments</h2>
        {mayChange ? (
          <Button look="quiet" size="small" onClick={() => setAdding(true)}>
            Add to a list
          </Button>
        ) : null}
      </div>
      {adding ? (
        <AddToListDialog customer={customer} segments={segments} onClose={() => setAdding(false)} />
      ) : null}
      {segments.length === 0 ? (
        <p className="text-13 text-faint">In no saved segment now.</p>
      ) : (
        <ul className="space-y-1.5">
          {segments.map((segment) => (
            <li key={segment.id} className="flex min-h-5 items-center gap-3 text-13">
              <Link
                className="min-w-0 truncate"
                render={<NextLink href={`/segments/${segment.id}`} title={segment.name} />}
              >
                {segment.name}
              </Link>
              <span className="ml-auto shrink-0 text-12 text-faint">
                {segment.isList ? 'listed' : 'joined'} <RelativeTime instant={segment.since} />
              </span>
              {segment.isList && mayChange ? <Leave customer={customer} list={segment} /> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Leave({ customer, list }: { customer: string; list: SegmentOf }) {
  const { takeOff, leaving } = useListChange(list);
  return (
    <IconButton
      icon="x"
      size="small"
      label={`Take off ${list.name}`}
      disabled={leaving !== null}
      onClick={() => takeOff({ id: customer })}
    />
  );
}
