import { percent } from '@millrace/base/words';
import type { AuditCheck } from '../check.ts';

/** Share of the price that is given away on attributed orders. */
const MOST = 0.1;

export const discount: AuditCheck = {
  id: 'discount',
  title: 'Discounts stay small',
  why: 'A discount for people who would have bought anyway is margin given away.',
  weight: 'serious',
  mend: 'results',
  look: ({ counts: { revenue, discount: given } }) => {
    if (revenue + given <= 0) return null;
    const share = given / (revenue + given);
    return {
      ok: share <= MOST,
      sentence: `${percent(share)} of the price of attributed orders was given away in 30 days. ${percent(MOST, 0)} or less is asked for.`,
    };
  },
};
