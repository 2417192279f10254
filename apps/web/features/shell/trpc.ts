'use client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/trpc/router.ts';

/** `useTRPC().flows.list.queryOptions({...})` with `useQuery` and `useMutation` of @tanstack/react-query. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();
