/** The anonymous id of a browser, apart from those of other senders, which may be easy to guess. */
export const anonymousId = (visitor: string): string => `browser:${visitor}`;
