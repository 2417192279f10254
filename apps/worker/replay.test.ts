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

/** The data that travelled through Temporal, decoded from every payload of a history. */
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
  'people who wait since a release that ran “%s” continue with this one',
  async (name) => {
    await expect(replay(parseHistory(readHistoryText(name)))).resolves.toBeUndefined();
  },
  30_000,
);

test('every shape of an enrolment’s history has been recorded for this release', () => {
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

test('a workflow that differs from its recording is noticed', async () => {
  const history = parseHistory(readHistoryText('0.1.0-waits-then-sends'));
  const scheduled = eventsOf(history).find((event) => event.activityTaskScheduledEventAttributes);
  const attributes = scheduled?.activityTaskScheduledEventAttributes;
  expect(attributes?.activityType?.name).toBe('deliver');
  if (attributes?.activityType) attributes.activityType.name = 'sendTwice';
  await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
}, 30_000);

test('histories hold ids, instants and reasons, and no personal data', () => {
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
  // Fields that the SDK itself records about a local activity.
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

test('three messages cost at most fourteen events each, beginning and end included', () => {
  const events = eventsOf(parseHistory(readHistoryText('0.1.0-three-touches')));
  expect(events.filter((event) => event.activityTaskScheduledEventAttributes)).toHaveLength(3);
  expect(events.length / 3).toBeLessThanOrEqual(14);
});

test('workflows load only Temporal’s own code and a few lines of ours', () => {
  const [code = '', map = ''] = workflowBundle.code.split('//# sourceMappingURL=');
  // Nearly all of it is the SDK's workflow library. An accidental import of zod or the catalogue would double
  // it.
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
