import { headers } from 'next/headers';
import type { Context } from '@millrace/core/verb';
import { actorOf, viewerOf, whoIs, type Person } from './auth/who.ts';
import { translate } from './translate.ts';
import type { Viewer } from './viewer.ts';
import { contextOf } from './world.ts';

/** The context of a procedure. */
export interface WebContext {
  readonly person: Person | null;
  /** The context for verbs; null if nobody is signed in. */
  readonly context: Context | null;
  /** Headers of the request, for procedures about the session itself. */
  readonly headers: Headers;
  /** Shown with unexpected errors and written to the log. */
  readonly requestId: string;
}

/** Creates the context of a request. */
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

/** The signed-in user of a page; null if nobody is signed in. */
export async function currentViewer(): Promise<Viewer | null> {
  const person = await whoIs(await headers());
  return person && viewerOf(person);
}
