import type { VisitSigns } from '@millrace/run/visits';

/** Somebody with a browser, who counts as a person. */
export const BROWSER: VisitSigns = {
  agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  prefetch: false,
};
