import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Shell } from '../../features/shell/shell.tsx';
import { currentViewer } from '../../server/context.ts';

/** Everything inside belongs to a workspace: who is not signed in goes to sign in first. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) redirect('/sign-in');
  const narrow = (await cookies()).get('navigation')?.value === 'narrow';
  return <Shell viewer={viewer} collapsedAtFirst={narrow}>{children}</Shell>;
}
