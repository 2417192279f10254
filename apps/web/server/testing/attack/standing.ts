import { PERMISSIONS, ROLES, type Permission, type Role } from '@millrace/core/verb';
import { hashPassword } from 'better-auth/crypto';
import type { TestStore } from '@millrace/services/testing';
import type { Caller } from './ask.ts';
import type { Attack } from './every-call.ts';
import type { Ids } from './example.ts';
import { addSomebody, fillWorkspace } from './filled-workspace.ts';
import type { Target } from './target.ts';

/** Password of every user. Their address is their role at example.com. */
export const PASSWORD = 'correct-horse-battery';
/** A word that exists only in the other workspace. */
export const OTHERS = 'foreignword';

/** Two workspaces with one object of every kind, and the API keys of the first. */
export interface Standing {
  readonly own: Ids;
  readonly others: Ids;
  readonly othersWorkspace: string;
  /** A key with every permission. */
  readonly key: string;
  /** A key for each permission. */
  readonly scopes: Readonly<Record<string, string>>;
}

/** Fills both workspaces, and adds a user for each role and the API keys to the first. */
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
 * Signs in every user and prepares the attack.
 * @param signIn signs in with an address and a password; returns the cookies of the session
 * @param most the most hostile inputs for each call; all when left out
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
