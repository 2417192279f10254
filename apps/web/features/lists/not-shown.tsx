'use client';
import { Icon, Tooltip } from '@millrace/ui';

/** Marks a row that cannot be shown completely, and says what is missing. */
export function NotShown({ row }: { row: { readonly notShown?: string } }) {
  if (!row.notShown) return null;
  return (
    <Tooltip content={row.notShown}>
      <span tabIndex={0} className="inline-flex shrink-0 items-center gap-1 rounded-sm text-12 text-broken">
        <Icon name="warning" size={12} />
        Not all shown
        <span className="sr-only">. {row.notShown}</span>
      </span>
    </Tooltip>
  );
}
