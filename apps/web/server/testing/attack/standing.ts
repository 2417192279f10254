import { PERMISSIONS, ROLES, type Permission, type Role } from '@millrace/core/verb';
import { hashPassword } from 'better-auth/crypto';
import type { TestStore } from '@millrace/services/testing';
import type { Caller } from './ask.ts';
import type { Attack } from './every-call.ts';
import type { Ids } from './example.ts';
import { addSomebody, fillWorkspace } from './filled-workspace.ts';
import type { Target } from './target.ts';

/** Of everybody who may sign in; their address is their role at example.com. */
export const PASSWORD = 'correct-horse-battery';
/** Stands in the other workspace and nowhere else. */
export const OTHERS = 'foreignword';

/** Two workspaces with one of everything, and the keys of the first. */
export interface Standing {
  readonly own: Ids;
  readonly others: Ids;
  readonly othersWorkspace: string;
  /** May do everything. */
  readonly key: string;
  /** A key for each permission. */
  readonly scopes: Readonly<Record<string, string>>;
}

/** Makes what an attack needs: both workspaces, somebody of each role in the first, and its keys. */
export async function makeStanding(
  store: TestStore,
  makeKey: (scopes?: readonly Permission[]) => Promise<string>,
): Promise<Standing> {
  const context = await store.other();
  const own = await fillWorkspace(store, store.context, 'ownword');
  const others = await fillWorkspace(store, context, OTHERS);
  const hashed = await hashPassword(PASSWORD);
  for (const role of ROLES) await addSomebody(store.context, role, role, hashed);
  const scopes: Record<string, string> = {};
  for (const scope of PERMISSIONS) scopes[scope] = await makeKey([scope]);
  return { own, others, othersWorkspace: context.workspaceId, key: await makeKey(), scopes };
}

export const keyNameOf = (scope: string): string => `a key for ${scope}`;

/**
 * Signs everybody in, and is ready to ask.
 * @param signIn with an address and a password, for the cookies of the session
 * @param most hostile inputs for each call; all when left out
 */
export async function attackOn(
  target: Target,
  { own, others, key, scopes }: Standing,
  signIn: (email: string, password: string) => Promise<string>,
  most?: number,
): Promise<Attack> {
  const signedIn = async (name: Role): Promise<readonly [Role, Caller]> => [
    name,
    { name, cookie: await signIn(`${name}@example.com`, PASSWORD) },
  ];
  const callers = Object.fromEntries(await Promise.all(ROLES.map(signedIn)));
  const { owner, ...roles } = callers as Record<Role, Caller>;
  return {
    target,
    owner,
    key: { name: 'a key for everything', key },
    roles,
    scopes: Object.fromEntries(
      Object.entries(scopes).map(([scope, one]) => [scope, { name: keyNameOf(scope), key: one }]),
    ),
    own,
    others,
    foreign: [OTHERS],
    ...(most === undefined ? {} : { most }),
  };
}
