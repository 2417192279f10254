import { BY_EMAIL, DAY, HOUR, type Casting } from '../cast.ts';
import { leavesCart } from '../leaves-cart.ts';

export const cast: Casting = (from) => ({
  'agreed-to-texts': leavesCart('agreed-to-texts', from),
  'e-mail-only': leavesCart('e-mail-only', from, { customer: { consent: BY_EMAIL } }),
  'shop-refuses-code': {
    ...leavesCart('shop-refuses-code', from),
    calls: { code: { outcome: 'refused' } },
  },
  'buys-after-five-hours': leavesCart('buys-after-five-hours', from, { buysAfter: 5 * HOUR }),
  'buys-after-three-days': leavesCart('buys-after-three-days', from, { buysAfter: 3 * DAY }),
});
