/** The box of text fields and selects: one height and edge for all. */
export const boxLooks =
  'w-full min-w-0 rounded-md border border-control bg-raised text-13 text-ink transition-colors hover:border-soft pointer-coarse:text-16 ' +
  'focus:border-river focus:outline-2 focus:-outline-offset-1 focus:outline-river ' +
  'aria-invalid:border-broken data-invalid:border-broken disabled:opacity-60 data-disabled:opacity-60 [&:is(input,textarea):read-only]:bg-surface';

/** Popups with a list of options. */
export const listLooks =
  'pop-in max-h-[min(20rem,var(--available-height))] min-w-(--anchor-width) overflow-y-auto overscroll-contain rounded-lg border border-line bg-raised p-1 text-13 shadow-pop outline-none';

export const listItemLooks =
  'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-river-tint data-highlighted:text-ink data-disabled:opacity-50';
