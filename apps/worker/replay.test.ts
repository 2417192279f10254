import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { beforeAll, expect, test } from 'vitest';
import {
  historyNames,
  parseHistory,
  readHistoryText,
  type RecordedHistory,
} from './testing/history-files.ts';

const names = historyNames();
let workflowBundle: WorkflowBundle;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
}, 60_000);

const eventsOf = (history: RecordedHistory) => history.events ?? [];
const replay = (history: RecordedHistory) => Worker.runReplayHistory({ workflowBundle }, history);

/** What travelled through the engine, read back from every payload of a history. */
function payloadsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(payloadsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { metadata, data } = value as { metadata?: Record<string, unknown>; data?: unknown };
  if (metadata?.['encoding'] !== undefined && typeof data === 'string') {
    const text = Buffer.from(data, 'base64').toString();
    return text === '' ? [] : [JSON.parse(text)];
  }
  return Object.values(value).flatMap(payloadsOf);
}

function fieldsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  return Object.entries(value).flatMap(([field, inner]) => [field, ...fieldsOf(inner)]);
}

test.each(names)(
  'people who wait since a release that ran “%s” go on with this one',
  async (name) => {
    await expect(replay(parseHistory(readHistoryText(name)))).resolves.toBeUndefined();
  },
  30_000,
);

test('every shape an enrolment can take has been recorded for this release', () => {
  const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const shapes = [
    'waits-then-sends',
    'three-touches',
    'woken-by-event',
    'held-then-sent',
    'woken-while-held',
    'ended-by-exit',
    'continued',
    'continued-on',
    'told-twice',
    'calls',
    'stuck-for-good',
  ];
  expect(names).toEqual(expect.arrayContaining(shapes.map((shape) => `${version}-${shape}`)));
});

test('a workflow that did something else than what was recorded is found out', async () => {
  const history = parseHistory(readHistoryText('0.1.0-waits-then-sends'));
  const scheduled = eventsOf(history).find((event) => event.activityTaskScheduledEventAttributes);
  const attributes = scheduled?.activityTaskScheduledEventAttributes;
  expect(attributes?.activityType?.name).toBe('deliver');
  if (attributes?.activityType) attributes.activityType.name = 'sendTwice';
  await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
}, 30_000);

test('histories hold ids, instants and reasons, and nothing about a person', () => {
  const known = new Set([
    'workspaceId',
    'enrolmentId',
    'seq',
    'now',
    'messageId',
    'callId',
    'instruction',
    'type',
    'until',
    'at',
    'queue',
    'reason',
  ]);
  // What the SDK itself notes about a local activity.
  const engine = new Set([
    'attempt',
    'activity_id',
    'activity_type',
    'complete_time',
    'original_schedule_time',
    'backoff',
    'nanos',
    'deprecated',
    'id',
    'seconds',
  ]);
  for (const name of names) {
    const payloads = payloadsOf(JSON.parse(readHistoryText(name)));
    expect(payloads.length).toBeGreaterThan(0);
    for (const field of fieldsOf(payloads))
      if (!engine.has(field)) expect(known, `${field} in ${name}`).toContain(field);
  }
});

test('three touches cost at most fourteen events each, beginning and end included', () => {
  const events = eventsOf(parseHistory(readHistoryText('0.1.0-three-touches')));
  expect(events.filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(3);
  expect(events.length / 3).toBeLessThanOrEqual(14);
});

test('the code that every workflow loads is the engine’s own and a few lines of ours', () => {
  const [code = '', map = ''] = workflowBundle.code.split('//# sourceMappingURL=');
  // Nearly all of it is the SDK's workflow library; a stray import of zod or the catalogue would double it.
  expect(code.length).toBeLessThan(600_000);
  const { sources } = JSON.parse(Buffer.from(map.split('base64,')[1] ?? '', 'base64').toString()) as {
    sources: string[];
  };
  const ours = sources
    .filter((source) => !source.includes('node_modules') && /\/(apps|packages)\//.test(source))
    .map((source) => source.replace(/^.*?\/(?=(apps|packages)\/)/, ''))
    .filter((source) => !source.endsWith('-autogenerated-entrypoint.cjs'));
  expect(ours.sort()).toEqual([
    'apps/worker/workflows/enrolment.ts',
    'apps/worker/workflows/index.ts',
    'packages/engine/runtime/index.ts',
  ]);
});
