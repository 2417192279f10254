import { createConnection, listAudit, listConnections, readGuardrails, updateGuardrails, useKillSwitch } from '@millrace/services';
import { z } from 'zod';
import { ok, runVerb, type Operation } from '../operation.ts';
import { free, instant, pageOf, pageQuery } from '../views/common.ts';
import { connectionSchema } from '../views/flows.ts';

const tag = 'Settings';
const settings = z.record(z.string(), free).describe('By check: `quiet-hours`, `frequency-cap`, ...');

/** `{settings: {...}}` as it is told, or the settings by themselves. */
function settingsIn(body: unknown): z.input<typeof updateGuardrails.definition.input>['settings'] {
  return (typeof body === 'object' && body !== null && 'settings' in body ? body.settings : body) as Record<
    string,
    Record<string, unknown>
  >;
}

const auditSchema = z
  .looseObject({
    id: z.uuid(),
    at: instant,
    actorType: z.string(),
    actorName: z.string().nullable(),
    action: z.string().describe('Such as flow-published'),
    subjectType: z.string(),
    subjectId: z.string().nullable(),
    summary: z.string().describe('What was done, in a sentence'),
    changes: free,
  })
  .meta({ id: 'AuditEntry' });

export const settingsOperations: readonly Operation[] = [
  {
    id: 'listConnections',
    method: 'GET',
    path: '/connections',
    tag,
    summary: 'Connected systems',
    scope: 'settings:read',
    answer: { status: 200, description: 'Every connection; secrets are never told', schema: pageOf(connectionSchema) },
    run: async ({ context }) => ok({ items: await listConnections(context, {}), next: null }),
  },
  {
    id: 'createConnection',
    method: 'POST',
    path: '/connections',
    tag,
    summary: 'Connect a system',
    scope: 'settings:write',
    errors: ['not-found'],
    description: '`intakeUrl` of the answer is where the system shall send its webhooks.',
    body: createConnection.definition.input,
    answer: { status: 201, description: 'The connection', schema: connectionSchema },
    run: runVerb(createConnection, 201),
  },
  {
    id: 'readGuardrails',
    method: 'GET',
    path: '/guardrails',
    tag,
    summary: 'What every message is checked for before it goes',
    scope: 'settings:read',
    answer: {
      status: 200,
      description: 'Settings by check, and the checks in the order they run',
      schema: z.looseObject({ settings, checks: z.array(free) }),
    },
    run: runVerb(readGuardrails),
  },
  {
    id: 'updateGuardrails',
    method: 'PUT',
    path: '/guardrails',
    tag,
    summary: 'Change the guardrails',
    scope: 'settings:write',
    description: 'Replaces the settings of the checks that are named; the others stay. Counts from the next message on.',
    body: updateGuardrails.definition.input,
    answer: { status: 200, description: 'All settings as they are now', schema: z.looseObject({ settings }) },
    run: async ({ context, body }) => ok(await updateGuardrails(context, { settings: settingsIn(body) })),
  },
  {
    id: 'useKillSwitch',
    method: 'POST',
    path: '/killswitch',
    tag,
    summary: 'Stop sending at once, or allow it again',
    scope: 'killswitch:use',
    description:
      'Messages are held, nobody is dropped. `scope` is everything, one flow (`target` is its id) or one channel (`target` is its name).',
    body: useKillSwitch.definition.input,
    answer: {
      status: 200,
      description: 'How it is now',
      schema: z.object({ scope: z.string(), target: z.string(), on: z.boolean(), what: z.string().describe('The same in words') }),
    },
    run: runVerb(useKillSwitch),
  },
  {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    tag,
    summary: 'Who changed what',
    scope: 'audit:read',
    description: 'Newest first. `action` and `subject` (an id) narrow it.',
    query: z.object({ action: z.string().max(80).optional(), subject: z.string().max(80).optional(), ...pageQuery }),
    answer: { status: 200, description: 'A page of the audit log', schema: pageOf(auditSchema) },
    run: runVerb(listAudit),
  },
];
