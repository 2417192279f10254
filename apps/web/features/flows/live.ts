/** Screens that show what is happening look again this often; not while their tab is hidden. */
export const LIVE = { refetchInterval: 5_000, refetchIntervalInBackground: false } as const;
/** What changes only when somebody changes it. */
export const CALM = { staleTime: 60_000 } as const;
