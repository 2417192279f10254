import type { Viewer } from './viewer.ts';

/** What a procedure is given. */
export interface WebContext {
  readonly viewer: Viewer | null;
  /** Shown with errors that are ours, and found again in the log. */
  readonly requestId: string;
}

/** Who sends this request. */
export async function createContext(_request: Request): Promise<WebContext> {
  return { viewer: null, requestId: crypto.randomUUID() };
}

/** Who looks at this page; null sends them to sign in. */
export async function currentViewer(): Promise<Viewer | null> {
  return null;
}
