import { Suspense, type ReactNode } from 'react';
import { OutboxScreen } from '../../../features/outbox/outbox-screen.tsx';

export const metadata = { title: 'Outbox' };

/** The list stays as it is while one message after the other is opened: the pages below only name which. */
export default function OutboxLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <OutboxScreen />
      {children}
    </Suspense>
  );
}
