import { Suspense, type ReactNode } from 'react';
import { MessageLogScreen } from '../../../features/message-log/message-log-screen.tsx';

export const metadata = { title: 'Message log' };

/** Renders the list and the open message. The pages below only give the address, so the list stays while messages are opened. */
export default function MessageLogLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <MessageLogScreen />
      {children}
    </Suspense>
  );
}
