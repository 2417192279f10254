import type { Caller } from '@millrace/content/pool';
import type { Context } from '@millrace/core/verb';

/** Who has something rendered: each person and each key waits in a lane of its own, so that none holds up another. */
export function callerOf({ workspaceId, actor }: Pick<Context, 'workspaceId' | 'actor'>): Caller {
  return { lane: `${workspaceId}/${actor.type}/${actor.id ?? ''}` };
}
