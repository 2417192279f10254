import { count } from '@millrace/base/words';
import type { Condition } from '@millrace/flow';
import type { SegmentView } from '@millrace/services/segments';
import { Badge, Link, RelativeTime, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { segmentWords } from '../segment-words.ts';

/** The columns of the list. @param names of all segments by id, for conditions that name segments */
export const segmentColumns = (
  currency: string,
  names: ReadonlyMap<string, string>,
): readonly Column<SegmentView>[] => {
  const words = (row: SegmentView) => segmentWords(row.condition as Condition | null, currency, names);
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => (
        <>
          <Link
            plain
            className="font-medium"
            render={<NextLink href={`/segments/${row.id}`} onClick={(event) => event.stopPropagation()} />}
          >
            {row.name}
          </Link>
          {row.condition === null ? <Badge className="ml-2 align-middle">List</Badge> : null}
          <span className="line-clamp-2 text-12 text-faint md:hidden">{words(row)}</span>
        </>
      ),
    },
    {
      id: 'who',
      header: 'Who is in it',
      wide: true,
      cell: (row) => (
        <span className="line-clamp-2 max-w-130 text-soft" title={words(row)}>
          {words(row)}
        </span>
      ),
    },
    {
      id: 'people',
      header: 'People',
      align: 'right',
      width: '9rem',
      cell: (row) =>
        row.counting ? <span className="text-waiting">Still counting</span> : count(row.people),
    },
    {
      id: 'changed',
      header: 'Last change',
      align: 'right',
      width: '9rem',
      wide: true,
      cell: (row) => <RelativeTime instant={row.updatedAt} className="text-soft" />,
    },
  ];
};
