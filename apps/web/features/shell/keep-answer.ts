import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback } from 'react';

/**
 * Shows what a change answered in place of what was read. A read that was under way is given up: it was made before
 * the change, and would bring back the old state once it ends.
 */
export function keepAnswer<Answer>(queries: QueryClient, queryKey: QueryKey, answer: Answer): void {
  // At once, although its promise ends later: from here on the result of the read is ignored.
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData(queryKey, answer);
}

/** {@link keepAnswer} of this page. */
export function useKeepAnswer() {
  const queries = useQueryClient();
  return useCallback(
    <Answer>(queryKey: QueryKey, answer: Answer) => keepAnswer(queries, queryKey, answer),
    [queries],
  );
}
