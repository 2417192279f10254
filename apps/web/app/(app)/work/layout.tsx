import { Suspense, type ReactNode } from 'react';
import { WorkScreen } from '../../../features/work/work-screen.tsx';

export const metadata = { title: 'Work' };

/** Renders the list and the open piece of work. The pages below only give the address, so the list stays while others are opened. */
export default function WorkLayout({ children }: { children: ReactNode }) {
  return (
    <Suspense>
      <WorkScreen />
      {children}
    </Suspense>
  );
}
