'use client';
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export interface PagesOptions<Item> {
  /** The key of the list's query, so that invalidating it reloads these pages. */
  readonly key: QueryKey;
  readonly read: (cursor: string | undefined) => Promise<Page<Item>>;
  readonly enabled?: boolean;
  /** Milliseconds between reloads. Only while one page is shown, since each reload reads all shown pages. */
  readonly every?: number;
}

/** A list that is loaded page by page with a cursor. */
export function usePages<Item>({ key, read, enabled = true, every }: PagesOptions<Item>) {
  const query = useInfiniteQuery({
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (every && (state.data?.pages.length ?? 0) <= 1 ? every : false),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return {
    items,
    /** Nothing to show yet. */
    loading: query.isPending && enabled,
    /** The shown items belong to the previous query. */
    stale: query.isPlaceholderData,
    error: query.isError && items.length === 0 ? query.error : null,
    more: query.hasNextPage && !query.isPlaceholderData ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
    retry: () => void query.refetch(),
  };
}
