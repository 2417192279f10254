'use client';
import type { ForYourStore } from '@millrace/services/automation';
import { Button, Icon, Link, RelativeTime } from '@millrace/ui';
import NextLink from 'next/link';

/** What to begin with here and why, and how new the numbers are. */
export function ForYourStoreNote({
  found,
  onCount,
  busy,
}: {
  found: ForYourStore;
  /** Undefined for users who may not. */
  onCount: (() => void) | undefined;
  busy: boolean;
}) {
  return (
    <section
      aria-label="For your store"
      className="mb-5 flex flex-wrap items-start gap-x-6 gap-y-2 rounded-lg border border-line bg-raised p-4"
    >
      <div className="min-w-0 flex-[1_1_24rem]">
        <p className="flex items-start gap-2 text-14 text-pretty">
          <Icon name="spark" size={16} className="mt-0.5 text-river" />
          <span>{found.sentence}</span>
        </p>
        <p className="mt-1 pl-6 text-12 text-pretty text-faint">
          {found.waiting ? (
            found.countedAt === null ? (
              'What people did in your store is being counted. It takes a few minutes.'
            ) : (
              'It is being counted once more.'
            )
          ) : found.countedAt === null ? null : (
            <>
              Worked out from your own past, <RelativeTime instant={found.countedAt} />.
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-3 pl-6 sm:pl-0">
        {onCount && !found.waiting ? (
          <Button icon="refresh" busy={busy} onClick={onCount}>
            Count again
          </Button>
        ) : null}
        <Link render={<NextLink href="/automation" />}>Your automation level</Link>
      </div>
    </section>
  );
}
