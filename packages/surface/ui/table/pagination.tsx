'use client';
import type { ReactNode } from 'react';
import { Button } from '../press/button.tsx';

export interface PaginationProps {
  /** What this page shows, in words: "1–50 of 5,012 people". */
  summary?: ReactNode;
  onNewer?: (() => void) | undefined;
  onOlder?: (() => void) | undefined;
  newer?: string;
  older?: string;
  busy?: boolean;
}

/** Pages through a list by cursor. There are no page numbers, because the list may grow meanwhile. */
export function Pagination({
  summary,
  onNewer,
  onOlder,
  newer = 'Previous',
  older = 'Next',
  busy = false,
}: PaginationProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-3 px-3 py-2 text-12 text-faint tabular"
    >
      <span aria-live="polite">{summary}</span>
      <span className="flex gap-1.5">
        <Button size="small" icon="chevron-left" disabled={!onNewer || busy} onClick={() => onNewer?.()}>
          {newer}
        </Button>
        <Button
          size="small"
          iconAfter="chevron-right"
          disabled={!onOlder || busy}
          onClick={() => onOlder?.()}
        >
          {older}
        </Button>
      </span>
    </nav>
  );
}
