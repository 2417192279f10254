'use client';
import { EmptyState, Skeleton } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { problemOf, Screen, useTRPC } from '../../shell/index.ts';

/** Where the other system's sign-in page leads back to. Its code is used once. */
export function SignInBack() {
  const trpc = useTRPC();
  const router = useRouter();
  const given = useSearchParams();
  const finish = useMutation(
    trpc.settings.finishSignIn.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ id }) => router.replace(`/settings/connections/${id}`),
    }),
  );
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    finish.mutate({ query: Object.fromEntries(given) });
  }, [finish, given]);
  const problem = finish.error ? problemOf(finish.error) : null;
  return (
    <Screen
      title="Signing in"
      width="reading"
      back={<NextLink href="/settings/connections">Connections</NextLink>}
    >
      {problem ? (
        <EmptyState icon="warning" title="The sign-in did not work">
          {problem.sentence} {problem.next}
        </EmptyState>
      ) : (
        <Skeleton className="h-40 w-full rounded-lg" />
      )}
    </Screen>
  );
}
