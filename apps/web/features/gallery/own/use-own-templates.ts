'use client';
import type { OwnTemplate } from '@millrace/services/own-templates';
import { toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { NameAndPurpose } from '../../lists/name-dialog.tsx';
import { problemOf, useTRPC, useTRPCClient } from '../../shell/index.ts';
import { useRefreshFlows } from '../../flows/use-refresh.ts';

/** The templates of the store, and what can be done with them. */
export function useOwnTemplates() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  const refreshFlows = useRefreshFlows();
  const list = useQuery(trpc.ownTemplates.list.queryOptions({}));
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.ownTemplates.pathKey() });
  const clone = useMutation(
    trpc.ownTemplates.clone.mutationOptions({
      onSuccess: ({ id }) => {
        refreshFlows();
        router.push(`/flows/${id}`);
      },
    }),
  );
  const remove = useMutation(
    trpc.ownTemplates.remove.mutationOptions({
      onSuccess: ({ name }) => {
        void refresh();
        toast.done(`${name} is removed from the gallery.`);
      },
    }),
  );
  const rename = async ({ id }: OwnTemplate, change: NameAndPurpose): Promise<string | null> => {
    try {
      await client.ownTemplates.update.mutate({ id, ...change });
      await refresh();
      return null;
    } catch (error) {
      const { sentence, next } = problemOf(error);
      return `${sentence} ${next}`;
    }
  };
  return { list, clone, remove, rename };
}

/** Saves a flow as a template of the store. It says why it did not work; null when it did. */
export function useSaveTemplate() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const router = useRouter();
  return async (flow: string, entered: NameAndPurpose): Promise<string | null> => {
    try {
      const { name } = await client.ownTemplates.save.mutate({ flow, ...entered });
      await queries.invalidateQueries({ queryKey: trpc.ownTemplates.pathKey() });
      toast.done(`${name} is in the gallery, under Yours.`, {
        action: { label: 'See it', onPress: () => router.push('/gallery?for=yours') },
      });
      return null;
    } catch (error) {
      const { sentence, next } = problemOf(error);
      return `${sentence} ${next}`;
    }
  };
}
