import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canBegin,
  compile,
  createStep,
  eventType,
  initialCursor,
  parseGraph,
  planText,
  subjectSchema,
  validate,
  type NodeKind,
  type Subject,
} from '@millrace/flow';
import { facts } from '@millrace/flow/testing';
import { kinds as ordinary, NODE_KINDS, TRIGGER_KINDS } from './kinds.ts';
import { toyTrigger } from './testing/toy-trigger/definition.ts';
import { configs as toyConfigs } from './testing/toy-trigger/testing/configs.ts';

const HERE = import.meta.dirname;
type Configs = (subject: Subject) => fc.Arbitrary<Readonly<Record<string, unknown>>>;

/** The triggers of the catalogue, and one that only tests have, to show that a folder is enough. */
const ALL = [...TRIGGER_KINDS, toyTrigger];
const kinds = { ...ordinary, [toyTrigger.kind]: toyTrigger };
const folderOf = ({ kind }: NodeKind) => join(HERE, kind === toyTrigger.kind ? 'testing/toy-trigger' : kind);
const configsOf = async ({ kind }: NodeKind): Promise<Configs> =>
  kind === toyTrigger.kind
    ? toyConfigs
    : ((await import(`./${kind}/testing/configs.ts`)) as { configs: Configs }).configs;
const subjectsOf = (kind: NodeKind) => subjectSchema.options.filter((subject) => canBegin(kind, subject));

const flowOf = (kind: NodeKind, subject: Subject, config: Readonly<Record<string, unknown>>) =>
  parseGraph({
    schemaVersion: 2,
    subject,
    nodes: [
      { id: 'trigger', kind: kind.kind, config },
      { id: 'end', kind: 'end', config: {} },
    ],
    edges: kind
      .ports({ ...config })
      .map((port) => ({ id: port.id, from: 'trigger', port: port.id, to: 'end' })),
  });

test('the list of triggers has exactly the kinds that can start a flow', () => {
  expect(TRIGGER_KINDS).toEqual(NODE_KINDS.filter((kind) => kind.trigger !== undefined));
  expect(TRIGGER_KINDS.map(({ family }) => family)).toEqual(TRIGGER_KINDS.map(() => 'trigger'));
  for (const folder of readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'testing/configs.ts'))))
    if (!folder.startsWith('_')) expect(TRIGGER_KINDS.map(({ kind }) => kind)).toContain(folder);
});

test('every subject of a flow has a trigger', () => {
  for (const subject of subjectSchema.options)
    expect(TRIGGER_KINDS.filter((kind) => canBegin(kind, subject)).length).toBeGreaterThan(0);
});

describe.each(ALL.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const drawn = async (check: (subject: Subject, config: Readonly<Record<string, unknown>>) => void) => {
    const configs = await configsOf(kind);
    for (const subject of subjectsOf(kind))
      fc.assert(
        fc.property(configs(subject), (config) => check(subject, config)),
        { numRuns: 60 },
      );
  };

  test('is offered for at least one subject', () => {
    expect(subjectsOf(kind)).not.toEqual([]);
  });

  test('each of its configs compiles, for each subject it is offered for', () =>
    drawn((subject, config) => {
      const graph = flowOf(kind, subject, config);
      expect(validate(graph, kinds).filter(({ severity }) => severity === 'error')).toEqual([]);
      const plan = compile(graph, kinds);
      expect(planText(JSON.parse(JSON.stringify(plan)))).toBe(planText(plan));
      expect(createStep(kinds)(plan, initialCursor(false), { type: 'start' }, facts()).next.type).toBe(
        'done',
      );
    }));

  test('starts by an event with a label, from outside or from its own source, and keeps its settings', () =>
    drawn((subject, config) => {
      const { trigger } = compile(flowOf(kind, subject, config), kinds);
      const type = eventType(trigger.event);
      // A custom event is an event from outside too.
      if (type === undefined) expect(trigger.source).toBeUndefined();
      else {
        expect(type.label).toMatch(/^[A-Z]/);
        expect(type.family === 'entry').toBe(trigger.source !== undefined);
        expect(type.subjects).toContain(subject);
      }
      expect(trigger.reentry).toEqual(config['reentry']);
      expect(trigger.exits).toEqual(config['exits']);
    }));

  test('every setting of its own has an effect on what starts the flow', async () => {
    const configs = await configsOf(kind);
    const fields = Object.keys((kind.config as unknown as { shape: Record<string, unknown> }).shape);
    for (const field of fields) {
      const isRead = subjectsOf(kind).some((subject) =>
        fc.sample(configs(subject), { numRuns: 120, seed: 7 }).some((left, index, all) => {
          const changed = { ...left, [field]: all[(index + 1) % all.length]![field] };
          const [before, after] = [kind.config.safeParse(left), kind.config.safeParse(changed)];
          if (!before.success || !after.success) return false;
          return (
            JSON.stringify(kind.trigger!(before.data, subject)) !==
            JSON.stringify(kind.trigger!(after.data, subject))
          );
        }),
      );
      expect(isRead, `${kind.kind}.${field}`).toBe(true);
    }
  });

  test('its card and the entry in the history are sentences, for any config', () =>
    drawn((_subject, config) => {
      expect(kind.sentence({ ...config })).toMatch(/^[\p{L}“"]/u);
      expect(kind.sentence({ ...config })).not.toMatch(/undefined|NaN|null|\[object/);
      const move = kind.meaning.arrive({
        node: 'trigger',
        visit: 1,
        config: kind.config.parse(config),
        facts: facts(),
        purpose: 'marketing',
        cursor: initialCursor(false),
        draw: () => 0.5,
      });
      expect(move).toMatchObject({ go: 'next', sentence: expect.stringMatching(/^Entered: .+\.$/) });
    }));

  test('has a page and a test in its folder', () => {
    const docs = readFileSync(join(folderOf(kind), 'docs.md'), 'utf8');
    expect(docs).toMatch(new RegExp(`^# ${kind.title}\n`));
    for (const part of ['**Example.**', '**What can go wrong.**']) expect(docs).toContain(part);
    expect(readdirSync(folderOf(kind)).some((file) => file.endsWith('.test.ts'))).toBe(true);
  });
});
