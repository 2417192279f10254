import { headers } from 'next/headers';
import type { Context } from '@millrace/core/verb';
import { actorOf, viewerOf, whoIs, type Person } from './auth/who.ts';
import { translate } from './translate.ts';
import type { Viewer } from './viewer.ts';
import { contextOf } from './world.ts';

/** What a procedure is given. */
export interface WebContext {
  readonly person: Person | null;
  /** What verbs want of who calls; null when nobody is signed in. */
  readonly context: Context | null;
  /** Of the request, for what asks for the session itself. */
  readonly headers: Headers;
  /** Shown with errors that are ours, and found again in the log. */
  readonly requestId: string;
}

/** Who sends this request. */
export async function createContext(request: Request, requestId: string): Promise<WebContext> {
  try {
    const person = await whoIs(request.headers);
    return {
      person,
      context: person && contextOf(person.workspaceId, actorOf(person)),
      headers: request.headers,
      requestId,
    };
  } catch (error) {
    throw translate(error, requestId, 'session');
  }
}

/** Who looks at this page; null sends them to sign in. */
export async function currentViewer(): Promise<Viewer | null> {
  const person = await whoIs(await headers());
  return person && viewerOf(person);
}
