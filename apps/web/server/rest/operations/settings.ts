import { z } from 'zod';
import {
  createConnection,
  listAudit,
  listConnections,
  readGuardrails,
  updateGuardrails,
  useKillSwitch,
} from '@millrace/services/settings';
import { runList, runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Settings';

/** Accepts `{settings: {...}}`, as it is returned, or bare settings. */
function settingsIn(body: unknown): z.input<typeof updateGuardrails.definition.input>['settings'] {
  return (typeof body === 'object' && body !== null && 'settings' in body ? body.settings : body) as Record<
    string,
    Record<string, unknown>
  >;
}

export const settingsOperations: readonly Operation[] = [
  {
    id: 'listConnections',
    method: 'GET',
    path: '/connections',
    tag,
    summary: 'Connected systems',
    scope: 'settings:read',
    ...runList(listConnections, 'All connections, without secrets'),
  },
  {
    id: 'createConnection',
    method: 'POST',
    path: '/connections',
    tag,
    summary: 'Connect a system',
    scope: 'settings:write',
    errors: ['not-found'],
    description: '`intakeUrl` in the response is the address for the webhooks of the system.',
    body: createConnection.definition.input,
    ...runVerb(createConnection, 'The connection', { status: 201 }),
  },
  {
    id: 'readGuardrails',
    method: 'GET',
    path: '/guardrails',
    tag,
    summary: 'Guardrails, which check every message before it is sent',
    scope: 'settings:read',
    ...runVerb(readGuardrails, 'Settings by guardrail, and the guardrails in the order in which they run'),
  },
  {
    id: 'updateGuardrails',
    method: 'PUT',
    path: '/guardrails',
    tag,
    summary: 'Change the guardrails',
    scope: 'settings:write',
    description:
      'Replaces the settings of the given guardrails; others stay. Applies from the next message on.',
    body: updateGuardrails.definition.input,
    ...runVerb(updateGuardrails, 'All settings after the change', {
      input: ({ body }) => ({ settings: settingsIn(body) }),
    }),
  },
  {
    id: 'useKillSwitch',
    method: 'POST',
    path: '/killswitch',
    tag,
    summary: 'Stop sending at once, or allow it again',
    scope: 'killswitch:use',
    description:
      'Messages are held, and nothing is dropped. `scope` is everything, one flow (`target` is its id) or one channel (`target` is its name).',
    body: useKillSwitch.definition.input,
    ...runVerb(useKillSwitch, 'The stop as it is now'),
  },
  {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    tag,
    summary: 'Who changed what',
    scope: 'audit:read',
    description: 'Newest first. `action` and `subject` (an id) filter it.',
    query: z.object({
      action: z.string().max(80).optional(),
      subject: z.string().max(80).optional(),
      ...pageQuery,
    }),
    ...runVerb(listAudit, 'A page of the audit log'),
  },
];
