'use client';
import { toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../shell/index.ts';

/** Saves settings of the snippet. Errors are shown beside the field that was changed. */
export function useSave(said = 'Saved.') {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.storefront.save.mutationOptions({
      meta: { quiet: true },
      onSuccess: async () => {
        toast.done(said);
        await queries.invalidateQueries(trpc.storefront.get.queryFilter());
      },
    }),
  );
}
