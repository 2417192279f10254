'use client';
import { TooltipProvider, Toasts, toast } from '@millrace/ui';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { envelope } from '../../server/trpc/envelope.ts';
import type { AppRouter } from '../../server/trpc/router.ts';
import { problemOf } from './problem.ts';
import { mayLeave } from './stay-here.ts';
import { TRPCProvider } from './trpc.ts';

/** A mutation that shows its own errors says so with `meta: { quiet: true }`. */
declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: { quiet?: boolean };
  }
}

/** If the session has ended, goes to the sign-in page, which leads back to this screen. @returns true if it does */
function signInAgain(code: string): boolean {
  // A page with unsaved work offers to sign in without leaving it.
  if (code !== 'not-signed-in' || !mayLeave()) return false;
  window.location.assign(
    `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`,
  );
  return true;
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 3 && problemOf(error).fault === 'service',
      },
      mutations: { retry: false },
    },
    queryCache: new QueryCache({ onError: (error) => void signInAgain(problemOf(error).code) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        const problem = problemOf(error);
        if (signInAgain(problem.code) || mutation.meta?.quiet) return;
        toast.problem(problem.sentence, { description: problem.next, id: problem.code });
      },
    }),
  });
}

function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: '/api/trpc', transformer: envelope, maxURLLength: 4_000, maxItems: 10 })],
  });
}

export function Providers({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <NuqsAdapter>
            <TooltipProvider delay={400}>{children}</TooltipProvider>
          </NuqsAdapter>
        </TRPCProvider>
      </QueryClientProvider>
      <Toasts />
    </ThemeProvider>
  );
}
