import { classes } from '../class-names.ts';

/** Stands where something will be, in its size. Never a spinner. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block animate-pulse rounded-sm bg-line/70', className)} />;
}
