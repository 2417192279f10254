import { Link, RelativeTime } from '@millrace/ui';
import NextLink from 'next/link';

export interface SegmentOf {
  readonly id: string;
  readonly name: string;
  readonly since: number;
}

/** The saved segments a customer is in now, as links. */
export function InSegments({ segments }: { segments: readonly SegmentOf[] }) {
  return (
    <section aria-label="Segments">
      <h2 className="mb-2 text-13 font-semibold">Segments</h2>
      {segments.length === 0 ? (
        <p className="text-13 text-faint">In no saved segment now.</p>
      ) : (
        <ul className="space-y-1.5">
          {segments.map((segment) => (
            <li key={segment.id} className="flex min-h-5 items-baseline gap-3 text-13">
              <Link
                className="min-w-0 truncate"
                render={<NextLink href={`/segments/${segment.id}`} title={segment.name} />}
              >
                {segment.name}
              </Link>
              <span className="ml-auto shrink-0 text-12 text-faint">
                joined <RelativeTime instant={segment.since} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
