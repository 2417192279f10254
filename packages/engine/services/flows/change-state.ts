import { lockEnrolment, readFlow, readFlowView, flowSchema, waitsForResume } from '@millrace/core/rows';
import { defineVerb, instant } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { fail } from '@millrace/base';
import { endEnrolment } from '@millrace/run/enrolments';
import { countArrivals, seeToArrivals } from '@millrace/run/routing';
import { endSource } from '@millrace/run/triggers';
import { z } from 'zod';

const idInput = z.strictObject({ id: z.uuid() });

/**
 * Pauses a flow. People are held at their steps; nothing is dropped or skipped. Takes effect at the next step
 * and the next send. People who arrive meanwhile wait to enter.
 */
export const pauseFlow = defineVerb({
  name: 'flow-paused',
  permission: 'flows:publish',
  input: idInput,
  output: flowSchema,
  run: async (tx, { id }, context) => {
    const flow = await readFlow(tx, id, true);
    if (flow.state !== 'live') fail('flow-state-wrong', { state: flow.state });
    await tx`update flows set state = 'paused', paused_at = ${context.now()}, updated_at = ${context.now()}
      where id = ${id}`;
    return readFlowView(tx, id);
  },
  audit: ({ id }, flow) => ({ subject: { type: 'flow', id }, summary: `Paused ${flow.name}` }),
});

/**
 * Resumes a paused flow. The marketer chooses what happens to people whose next step fell due during the
 * pause.
 */
export const resumeFlow = defineVerb({
  name: 'flow-resumed',
  permission: 'flows:publish',
  input: z.strictObject({
    id: z.uuid(),
    overdue: z.enum(['send-now', 'spread', 'skip-older']).default('send-now'),
    /** Hours to spread over, or the age from which messages are skipped. */
    hours: z
      .number()
      .min(0.01)
      .max(24 * 30)
      .default(4),
    /** People who arrived during the pause: let in while their event is recent enough, or left out. */
    arrivals: z.enum(['let-in', 'leave-out']).default('let-in'),
  }),
  output: flowSchema,
  run: async (tx, { id, overdue, hours, arrivals }, context) => {
    const flow = await readFlow(tx, id, true);
    if (flow.state !== 'paused') fail('flow-state-wrong', { state: flow.state });
    await tx`update flows set state = 'live', paused_at = null, updated_at = ${context.now()}
      where id = ${id}`;
    await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, choice, total, started_at)
      select ${newId()}, ${context.workspaceId}, ${id}, 'resume', ${tx.json({ overdue, hours })}, count(*),
        ${context.now()} from enrolments
        where flow_id = ${id} and ${waitsForResume(tx)} and ended_at is null`;
    await seeToArrivals(tx, context, id, arrivals);
    await tx`select pg_notify('millrace_work', '')`;
    return readFlowView(tx, id);
  },
  audit: ({ id, overdue, hours, arrivals }, flow) => ({
    subject: { type: 'flow', id },
    summary: `Resumed ${flow.name}`,
    changes: { overdue, hours, arrivals },
  }),
});

/** Stops a flow: everybody leaves at their step, and nobody enters any more. */
export const stopFlow = defineVerb({
  name: 'flow-stopped',
  permission: 'flows:publish',
  input: idInput,
  output: flowSchema,
  run: async (tx, { id }, context) => {
    const flow = await readFlow(tx, id, true);
    if (flow.state !== 'live' && flow.state !== 'paused') fail('flow-state-wrong', { state: flow.state });
    await tx`update flows set state = 'stopped', paused_at = null, updated_at = ${context.now()}
      where id = ${id}`;
    await tx`insert into bulk_jobs (id, workspace_id, flow_id, kind, total, started_at)
      select ${newId()}, ${context.workspaceId}, ${id}, 'stop', count(*), ${context.now()} from enrolments
      where flow_id = ${id} and ended_at is null`;
    await seeToArrivals(tx, context, id, 'stopped');
    await endSource(tx, id);
    await tx`select pg_notify('millrace_work', '')`;
    return readFlowView(tx, id);
  },
  audit: ({ id }, flow) => ({ subject: { type: 'flow', id }, summary: `Stopped ${flow.name}` }),
});

const overdueSchema = z.strictObject({
  people: z.int(),
  oldest: instant.nullable(),
  /** People who wait to enter, and how many of them arrived too long ago. */
  arrivals: z.strictObject({ people: z.int(), tooLate: z.int() }),
});

/**
 * How many people a paused flow holds, since when, and how many wait to enter, for the question when resuming.
 * @throws MillraceError not-found
 */
export const overduePeople = defineVerb({
  name: 'flow-overdue-read',
  permission: 'flows:read',
  input: idInput,
  output: overdueSchema,
  run: async (tx, { id }, context) => {
    await readFlow(tx, id);
    const [row] = await tx<
      { people: number; oldest: number | null }[]
    >`select count(*)::int as people, min(due_while_paused) as oldest from enrolments
      where flow_id = ${id} and due_while_paused is not null and ended_at is null`;
    return {
      people: row?.people ?? 0,
      oldest: row?.oldest ?? null,
      arrivals: await countArrivals(tx, id, context.now()),
    };
  },
});

/** Takes one person out of a flow by hand. */
export const cancelEnrolment = defineVerb({
  name: 'enrolment-cancelled',
  permission: 'flows:publish',
  input: idInput,
  output: z.strictObject({ id: z.uuid(), state: z.literal('exited') }),
  run: async (tx, { id }, context) => {
    const enrolment = await lockEnrolment(tx, id);
    if (!enrolment) fail('not-found', { what: 'enrolment' });
    if (enrolment.ended_at !== null) fail('flow-state-wrong', { state: 'ended for this person' });
    await endEnrolment(
      tx,
      enrolment,
      { state: 'exited', reason: 'cancelled', sentence: 'Left the flow: taken out by hand.' },
      context.now(),
    );
    return { id, state: 'exited' as const };
  },
  audit: ({ id }) => ({ subject: { type: 'enrolment', id }, summary: 'Took a person out of a flow' }),
});
