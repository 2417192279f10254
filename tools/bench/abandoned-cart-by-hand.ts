import type { Facts, Wake } from '@millrace/flow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const never = Number.MAX_SAFE_INTEGER;

export interface Place {
  readonly node: string;
  /** When to run again. The node names what to send. */
  readonly until: number;
}

/**
 * What a programmer would write instead of the flow "Abandoned cart, AI": one switch, without trace, reasons
 * or versions, and with a rule of thumb for the kind of shopper. The baseline for the cost of the flow
 * language.
 */
export function byHand(node: string | null, wake: Wake, facts: Facts): Place {
  const { now } = facts;
  const wait = (place: string, time: number): Place => ({ node: place, until: now + time });
  const send = (place: string): Place => ({ node: place, until: never });
  switch (node) {
    case null:
      return wait(...firstWait(facts));
    case 'high-value-wait':
      return send('personal-help');
    case 'full-price-wait':
      return send('quick-reminder');
    case 'category-wait':
      return send('category-proof');
    case 'checkout-wait':
      return send('checkout-help');
    case 'visitor-wait':
      return send('welcome');
    case 'welcome':
      return wait('visitor-next-day', 20 * HOUR);
    case 'visitor-next-day':
      return send('welcome-proof');
    case 'quick-reminder':
    case 'category-proof':
    case 'checkout-help':
    case 'welcome-proof':
      return wait('opened', 3 * HOUR);
    case 'opened':
      return wake.type === 'event' ? send('end') : send('reminder-text');
    case 'price-wait':
      return send('gentle-reminder');
    case 'gentle-reminder':
      return wait('second-browse', 3 * DAY);
    case 'second-browse':
      return wake.type === 'event' ? wait('let-settle', 2 * HOUR) : send('end');
    case 'let-settle':
      return (facts.cart?.total ?? 0) > 8_000 ? send('offer-email') : send('second-look');
    case 'offer-email':
      return wait('offer-opened', 3 * HOUR);
    case 'offer-opened':
      return wake.type === 'event' ? send('end') : send('offer-text');
    default:
      return send('end');
  }
}

function firstWait({ customer, cart }: Facts): [string, number] {
  if ((cart?.total ?? 0) >= 20_000 && customer.ordersCount > 2) return ['high-value-wait', 30 * MINUTE];
  if (customer.ordersCount === 0) return ['visitor-wait', HOUR];
  if (cart?.step === 'payment' || cart?.step === 'shipping') return ['checkout-wait', 30 * MINUTE];
  if (cart?.newCategory === true) return ['category-wait', HOUR];
  return (customer.discountShare ?? 0) > 0.3 ? ['price-wait', 4 * HOUR] : ['full-price-wait', 30 * MINUTE];
}
