import type { TestStore } from '@millrace/services/testing';
import { PERMISSIONS, ROLES, type Permission } from '@millrace/core/verb';
import { permissionsOfRole } from '@millrace/services/settings';
import { outcomeOf, type Caller } from './ask.ts';
import { atDepth } from './depth.ts';
import { aboutOthers, attackWith, byOthers, eventsWithJunk, withJunk, type Attack } from './every-call.ts';
import { guessing } from './guessing.ts';
import type { Asked } from './run.ts';
import { keyNameOf } from './standing.ts';
import { hostileTemplates } from './templates.ts';
import type { Answered } from './target.ts';

export interface RoundReport {
  /** Number of requests sent. */
  readonly asked: number;
  /** One line each; empty when there was no fault. */
  readonly faults: readonly string[];
}

/** One kind of attack. */
export interface Round {
  readonly name: string;
  run(attack: Attack): Promise<RoundReport>;
}

/** The permissions of each caller, by name. */
export async function allowedTo(store: TestStore): Promise<ReadonlyMap<string, ReadonlySet<Permission>>> {
  const allowed = new Map<string, ReadonlySet<Permission>>();
  for (const role of ROLES)
    allowed.set(role, await permissionsOfRole(store.db, store.context.workspaceId, role));
  for (const scope of PERMISSIONS) allowed.set(keyNameOf(scope), new Set([scope]));
  return allowed;
}

/** Every call by every caller whose role or key does not allow it. */
export const byThoseWhoMayNot = (
  attack: Attack,
  allowed: ReadonlyMap<string, ReadonlySet<Permission>>,
): Asked[] =>
  byOthers(attack).filter(
    ({ kind, caller }) => kind.permission === null || !allowed.get(caller.name)?.has(kind.permission),
  );

/** The fault in a response to a caller without the permission; null when it was refused correctly. */
export function notRefused(
  { kind, caller }: Pick<Asked, 'kind'> & { caller: Caller },
  answered: Answered,
): string | null {
  if (kind.via === 'rest' && kind.permission === null) return answered.status < 500 ? null : 'it failed';
  const outcome = outcomeOf(answered);
  if (caller.name === 'nobody')
    return outcome === 'not-signed-in' ? null : `a caller without a session gets ${outcome}`;
  if (kind.permission === null) return null;
  return outcome === 'not-allowed' ? null : `a caller without the permission gets ${outcome}`;
}

const round = (
  name: string,
  asked: (attack: Attack) => readonly Asked[],
  each?: Parameters<typeof attackWith>[2],
): Round => ({
  name,
  async run(attack) {
    const all = asked(attack);
    return { asked: all.length, faults: await attackWith(attack, all, each) };
  },
});

/** All attacks, in their order. Guessing passwords comes last, because it uses up the tries to sign in. */
export const roundsWith = (allowed: ReadonlyMap<string, ReadonlySet<Permission>>): readonly Round[] => [
  round('every call by those who may not', (attack) => byThoseWhoMayNot(attack, allowed), notRefused),
  round('every call about another workspace', aboutOthers),
  round('every call with nothing and with junk', withJunk),
  round('every event with junk', eventsWithJunk),
  { name: 'hostile templates', run: hostileTemplates },
  { name: 'JSON a thousand levels deep', run: atDepth },
  { name: 'guessing passwords', run: guessing },
];
