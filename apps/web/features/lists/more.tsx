'use client';
import { Button } from '@millrace/ui';
import { useEffect, useRef } from 'react';

/** The end of a paged list. Loads the next page when it scrolls into view or is pressed. */
export function More({
  onMore,
  busy,
  words = 'Show earlier',
}: {
  onMore: (() => void) | null;
  busy: boolean;
  words?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const newest = useRef(onMore);
  const shown = onMore !== null;
  useEffect(() => {
    newest.current = busy ? null : onMore;
  });
  useEffect(() => {
    const seen = place.current;
    if (!seen) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && newest.current?.(),
      {
        rootMargin: '400px',
      },
    );
    watcher.observe(seen);
    return () => watcher.disconnect();
    // Observed again after each page, since a short page may leave the button in view.
  }, [shown, busy]);
  if (!onMore) return null;
  return (
    <div ref={place} className="flex justify-center py-3">
      <Button look="quiet" size="small" busy={busy} onClick={onMore}>
        {words}
      </Button>
    </div>
  );
}
