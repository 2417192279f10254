import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignIn } from '../../features/sign-in/sign-in.tsx';
import { currentViewer } from '../../server/context.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  if (await currentViewer()) redirect('/');
  return <SignIn next={next} />;
}
