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

/** `{settings: {...}}` as it is told, or the settings by themselves. */
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
    ...runList(listConnections, 'Every connection; secrets are never told'),
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
    ...runVerb(createConnection, 'The connection', { status: 201 }),
  },
  {
    id: 'readGuardrails',
    method: 'GET',
    path: '/guardrails',
    tag,
    summary: 'What every message is checked for before it goes',
    scope: 'settings:read',
    ...runVerb(readGuardrails, 'Settings by check, and the checks in the order they run'),
  },
  {
    id: 'updateGuardrails',
    method: 'PUT',
    path: '/guardrails',
    tag,
    summary: 'Change the guardrails',
    scope: 'settings:write',
    description:
      'Replaces the settings of the checks that are named; the others stay. Counts from the next message on.',
    body: updateGuardrails.definition.input,
    ...runVerb(updateGuardrails, 'All settings as they are now', {
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
      'Messages are held, nobody is dropped. `scope` is everything, one flow (`target` is its id) or one channel (`target` is its name).',
    body: useKillSwitch.definition.input,
    ...runVerb(useKillSwitch, 'How it is now'),
  },
  {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    tag,
    summary: 'Who changed what',
    scope: 'audit:read',
    description: 'Newest first. `action` and `subject` (an id) narrow it.',
    query: z.object({
      action: z.string().max(80).optional(),
      subject: z.string().max(80).optional(),
      ...pageQuery,
    }),
    ...runVerb(listAudit, 'A page of the audit log'),
  },
];
