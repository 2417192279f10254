import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Shell } from '../../features/shell/shell.tsx';
import { currentViewer } from '../../server/context.ts';

/** Screens of a workspace. Redirects to the sign-in page without a session; that leads back to the same screen. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent((await headers()).get('x-path') ?? '/')}`);
  const narrow = (await cookies()).get('navigation')?.value === 'narrow';
  return (
    <Shell viewer={viewer} collapsedAtFirst={narrow}>
      {children}
    </Shell>
  );
}
