import { fail, MillraceError } from '@millrace/base';
import { intakeEventSchema } from '@millrace/flow';
import { ingestEvents, ingestReportSchema, MAX_BATCH } from '@millrace/run/intake';
import type { IntakeSource } from '@millrace/run/parsing';
import { z } from 'zod';
import { MEGABYTE, type Call, type Operation } from '../operation.ts';

const REAL_TIME = { pace: 1, anchor: 0 };

const batchSchema = z.union([
  intakeEventSchema.meta({ title: 'One event' }),
  z.array(intakeEventSchema).min(1).max(MAX_BATCH).meta({ title: 'A batch' }),
  z
    .strictObject({ events: z.array(intakeEventSchema).min(1).max(MAX_BATCH) })
    .meta({ title: 'A batch in an object' }),
]);

/** The events of a body as a list, and whether it was a single event. */
function eventsIn(body: unknown): { readonly events: readonly unknown[]; readonly single: boolean } {
  if (Array.isArray(body)) return { events: body, single: false };
  if (typeof body !== 'object' || body === null)
    return fail('input-invalid', { problems: 'send an event, a list of events, or {"events": [...]}.' });
  if ('events' in body && !('type' in body)) {
    if (Array.isArray(body.events)) return { events: body.events, single: false };
    return fail('input-invalid', {
      problems: 'events: this has to be a list.',
      fields: [{ field: 'events', problem: 'This must be a list.' }],
    });
  }
  return { events: [body], single: true };
}

async function takeEvents({ context, holder, body }: Call) {
  const { events, single } = eventsIn(body);
  if (events.length === 0) fail('input-invalid', { problems: 'there is no event in it.' });
  if (events.length > MAX_BATCH)
    fail('input-invalid', {
      problems: `a batch has at most ${MAX_BATCH} events, and this one has ${events.length}.`,
    });
  const source: IntakeSource = holder.connection
    ? {
        id: holder.connection.source,
        clock: { pace: holder.connection.pace, anchor: holder.connection.anchor },
      }
    : { id: 'api', clock: REAL_TIME };
  const { accepted, refused } = await ingestEvents(context, source, events);
  const [only] = refused;
  if (single && only) {
    const [field = '', problem = only.problem] = /^([\w.]+): ([\s\S]*)$/.exec(only.problem)?.slice(1) ?? [];
    throw new MillraceError('input-invalid', { problems: only.problem, fields: [{ field, problem }] });
  }
  return { status: 202, body: { accepted, refused } };
}

export const eventOperations: readonly Operation[] = [
  {
    id: 'sendEvents',
    method: 'POST',
    path: '/events',
    tag: 'Events',
    summary: 'Send one event or a batch',
    description:
      'Each event is validated separately: a batch returns 202 with the accepted and the refused events and the reasons. A single refused event returns 422. The same `id` is one event, however often it is sent.',
    scope: 'events:write',
    body: batchSchema,
    bodyLimit: 5 * MEGABYTE,
    judgesEach: true,
    answer: {
      status: 202,
      description: 'What was accepted and what was refused',
      schema: ingestReportSchema,
    },
    run: takeEvents,
  },
];
