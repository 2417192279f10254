'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useKeepAnswer, useTRPC } from '../shell/index.ts';

/** How often the answer is read while the past of the store is being counted, in milliseconds. */
const WHILE_COUNTING = 5_000;

/** In which order this store should look at the templates, and what each should earn. */
export function useForYourStore() {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const fits = useQuery(
    trpc.templates.forYourStore.queryOptions(undefined, {
      staleTime: 60_000,
      refetchInterval: ({ state }) => (state.data?.waiting ? WHILE_COUNTING : false),
    }),
  );
  const count = useMutation(
    trpc.templates.countAgain.mutationOptions({
      onSuccess: (found) => keepAnswer(trpc.templates.forYourStore.queryKey(), found),
    }),
  );
  const fitOf = (id: string) => fits.data?.templates.find(({ template }) => template === id);
  return { fits, count, fitOf };
}
