import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';

export const dynamic = 'force-dynamic';

/** The bench: components by themselves, for looking at. Not there for people who use the product. */
export default function DevLayout({ children }: { children: ReactNode }) {
  if (process.env.NODE_ENV === 'production' && process.env['MILLRACE_BENCH_SCREENS'] !== '1') notFound();
  return children;
}
