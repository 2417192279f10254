import { classes } from '../class-names.ts';

/** A placeholder in the size of content that is loading. Used instead of spinners. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block animate-pulse rounded-sm bg-line/70', className)} />;
}
