import { Suspense, type ReactNode } from 'react';
import { MessageLogScreen } from '../../../features/message-log/message-log-screen.tsx';

export const metadata = { title: 'Message log' };

/** The list stays as it is while one message after the other is opened: the pages below only name which. */
export default function MessageLogLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <MessageLogScreen />
      {children}
    </Suspense>
  );
}
