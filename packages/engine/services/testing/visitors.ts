import type { VisitSigns } from '@millrace/run/visits';

/** A person's browser. */
export const BROWSER: VisitSigns = {
  agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  prefetch: false,
};
