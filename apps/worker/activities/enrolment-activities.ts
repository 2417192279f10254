import { ApplicationFailure, Context as ActivityContext } from '@temporalio/activity';
import { isMillraceError } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { act, look } from '@millrace/run/acting';
import { deliver } from '@millrace/run/sending';
import type { ActRequest, AdvanceRequest, DeliverRequest, EnrolmentActivities } from '@millrace/runtime';

/** Replaces errors on their way into a history by their code, because a sentence could name a person. */
async function withoutPersonalData<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const code = isMillraceError(error)
      ? error.code
      : error instanceof Error && 'code' in error
        ? String(error.code)
        : 'unexpected';
    throw ApplicationFailure.create({ message: code, type: 'millrace', nonRetryable: false });
  }
}

/**
 * Interval of heartbeats in milliseconds, which tell Temporal that this attempt is alive, so that another
 * worker continues a killed worker's delivery within seconds.
 */
const HEARTBEAT = 4_000;

async function whileAlive<Result>(run: () => Promise<Result>): Promise<Result> {
  const activity = ActivityContext.current();
  const timer = setInterval(() => activity.heartbeat(), HEARTBEAT);
  try {
    return await run();
  } finally {
    clearInterval(timer);
  }
}

export function enrolmentActivities(
  contextOf: (workspaceId: string) => Context,
  report: (error: unknown) => void,
): EnrolmentActivities {
  const reported = async <Result>(run: () => Promise<Result>) => {
    try {
      return await run();
    } catch (error) {
      report(error);
      throw error;
    }
  };
  return {
    advance: ({ workspaceId, ...request }: AdvanceRequest) =>
      withoutPersonalData(() => reported(() => look(contextOf(workspaceId), request))),
    deliver: ({ workspaceId, ...request }: DeliverRequest) =>
      whileAlive(() => withoutPersonalData(() => reported(() => deliver(contextOf(workspaceId), request)))),
    act: ({ workspaceId, ...request }: ActRequest) =>
      whileAlive(() => withoutPersonalData(() => reported(() => act(contextOf(workspaceId), request)))),
  };
}
