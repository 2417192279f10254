'use client';
import { plural } from '@millrace/base/words';
import type { CustomerView } from '@millrace/services/customers';
import { Money, RelativeTime } from '@millrace/ui';
import { useEffect, useState } from 'react';
import { useViewer } from '../../shell/index.ts';
import { wallTime, zoneName } from '../names.ts';

/** "Ordered 4 times for $312.00, seen 3 hours ago. In Portland it is 21:14." */
export function PersonSentence({ customer }: { customer: CustomerView }) {
  const { workspace } = useViewer();
  if (customer.erasedAt)
    return (
      <>
        Everything that named them was taken out <RelativeTime instant={customer.erasedAt} />. What remains
        only counts.
      </>
    );
  return (
    <>
      {customer.ordersCount === 0 ? (
        'Has not ordered yet'
      ) : (
        <>
          Ordered {customer.ordersCount === 1 ? 'once' : plural(customer.ordersCount, 'time')} for{' '}
          <Money amount={customer.totalSpent} currency={workspace.currency} />
        </>
      )}
      {customer.lastSeenAt === null ? null : (
        <>
          , seen <RelativeTime instant={customer.lastSeenAt} />
        </>
      )}
      . <WallClock zone={customer.zone} place={customer.city} demo={customer.demo} />
    </>
  );
}

/** The time of day where the customer is: quiet hours follow it. */
function WallClock({ zone, place, demo }: { zone: string | null; place: string | null; demo: boolean }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  if (!zone || now === null) return null;
  // Demo customers have a faster clock, so the real time of day would be wrong.
  if (demo) return <>Lives in {zoneName(zone)} time, 60 times faster than real time.</>;
  const time = wallTime(now, zone);
  return time ? (
    <>
      In {place ?? zoneName(zone)} it is {time}.
    </>
  ) : null;
}
