'use client';
import type { WorkView } from '@millrace/services/work';
import { Badge, Checkbox, classes, Icon, RelativeTime, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import { kindIcon } from '../work-words.ts';

interface WorkListProps {
  readonly items: readonly WorkView[];
  readonly shown: string | null;
  /** The filters as a query string, to keep them in each address. */
  readonly suffix: string;
  readonly chosen: ReadonlySet<string>;
  readonly onSelect: (id: string) => void;
}

/** What is asked, in the order of the deadlines. */
export function WorkList({ items, shown, suffix, chosen, onSelect }: WorkListProps) {
  return (
    <ul aria-label="Work" className="-mx-3 sm:mx-0">
      {items.map((item) => (
        <li
          key={item.id}
          className={classes(
            'relative flex border-b border-line/60 first:border-t hover:bg-sunken/60',
            item.id === shown && 'lg:bg-river-tint lg:hover:bg-river-tint',
          )}
        >
          <span className="flex w-11 shrink-0 items-start justify-center pt-3">
            {item.mayAnswer ? (
              <Checkbox
                aria-label={`Select ${item.title}`}
                checked={chosen.has(item.id)}
                onCheckedChange={() => onSelect(item.id)}
              />
            ) : (
              <Icon
                name={kindIcon(item.kind)}
                size={14}
                label={item.kindTitle}
                className="mt-0.5 text-faint"
              />
            )}
          </span>
          <NextLink
            href={`/work/${item.id}${suffix}`}
            scroll={false}
            prefetch={false}
            data-work={item.id}
            aria-current={item.id === shown ? 'true' : undefined}
            className="block min-w-0 flex-1 py-2.5 pr-3 -outline-offset-2"
          >
            <Line item={item} />
          </NextLink>
        </li>
      ))}
    </ul>
  );
}

function Line({ item }: { item: WorkView }) {
  const about = [item.kindTitle, item.customerName, item.flowName].filter(Boolean).join(' · ');
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate text-13 font-medium text-ink">{item.title}</span>
        <Deadline item={item} />
      </span>
      <span className="mt-0.5 flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-13 text-soft">{about}</span>
        <span className="max-w-36 shrink-0 truncate text-12 text-faint">
          {item.state !== 'open' ? (item.answeredBy ?? '') : isForSomebody(item) ? `For ${item.who}` : ''}
        </span>
      </span>
    </>
  );
}

const isForSomebody = ({ for: { role, person } }: WorkView): boolean => role !== null || person !== null;

/** The deadline of open work, marked when it has passed; the outcome of what is closed. */
export function Deadline({ item }: { item: WorkView }) {
  if (item.state !== 'open')
    return <Badge tone={item.state === 'answered' ? 'plain' : 'blocked'}>{item.stateWords}</Badge>;
  if (item.deadline === null) return null;
  return item.overdue ? (
    <Badge tone="broken" icon="clock">
      Overdue
    </Badge>
  ) : (
    <span className="shrink-0 text-12 text-faint tabular">
      <RelativeTime instant={item.deadline} />
    </span>
  );
}

export function WaitingRows() {
  return (
    <div aria-busy className="divide-y divide-line/60 border-y border-line/60">
      {Array.from({ length: 7 }, (_, place) => (
        <div key={place} className="space-y-2 px-3 py-3">
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-3 w-2/5" />
        </div>
      ))}
    </div>
  );
}
