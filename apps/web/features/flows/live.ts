/** For queries of live screens: read again every five seconds, but not while the tab is hidden. */
export const LIVE = { refetchInterval: 5_000, refetchIntervalInBackground: false } as const;
/** For queries whose data changes only when a user changes it: fresh for a minute. */
export const CALM = { staleTime: 60_000 } as const;
