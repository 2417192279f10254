import type { Caller } from '@millrace/content/pool';
import type { Context } from '@millrace/core/verb';

/** The rendering lane of a caller. Each user and API key has its own, so that none delays another. */
export function callerOf({ workspaceId, actor }: Pick<Context, 'workspaceId' | 'actor'>): Caller {
  return { lane: `${workspaceId}/${actor.type}/${actor.id ?? ''}` };
}
