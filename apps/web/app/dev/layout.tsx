import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';

export const dynamic = 'force-dynamic';

/** Pages that show components alone, for development. Not served in production. */
export default function DevLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV === 'production' && process.env['MILLRACE_BENCH_SCREENS'] !== '1') notFound();
  return children;
}
