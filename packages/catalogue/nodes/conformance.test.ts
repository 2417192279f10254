import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import {
  bringUp,
  compile,
  createStep,
  currentVersion,
  initialCursor,
  parseGraph,
  validate,
  type NodeKind,
} from '@millrace/flow';
import { facts } from '@millrace/flow/testing';
import { actCapability } from '@millrace/connectors/acts';
import { isIconName } from '@millrace/ui/icon-names';
import { kinds, NODE_KINDS } from './kinds.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const folders = readdirSync(HERE, { withFileTypes: true })
  .filter(
    (entry) =>
      entry.isDirectory() && !/^[._]/.test(entry.name) && !['node_modules', 'testing'].includes(entry.name),
  )
  .map(({ name }) => name);
const each = NODE_KINDS.map((kind) => [kind.kind, kind] as const);
const config = (kind: NodeKind, input: unknown) => kind.config.parse(input);

/** A trigger for each subject of a flow. */
const BEGINS: Readonly<Record<string, object>> = {
  customer: { event: 'cart-abandoned', key: 'cart', exits: [{ event: 'order-placed', match: 'cart' }] },
  order: { event: 'order-placed', key: 'order' },
  product: { event: 'product-updated', key: 'product' },
  ticket: { event: 'ticket-opened', key: 'ticket' },
};

/** A flow with this node in the middle and an end after every port. */
function around(kind: NodeKind, written: Record<string, unknown>) {
  const isTrigger = kind.trigger !== undefined;
  const ports = kind.ports(written);
  const [about = 'customer'] = kind.subjects ?? [];
  const trigger =
    about === 'store'
      ? { id: 'trigger', kind: 'schedule-trigger', config: { every: 'day' } }
      : { id: 'trigger', kind: 'event-trigger', config: BEGINS[about] ?? BEGINS['customer'] };
  // A flow about a product or the store has no person to write to.
  const mails = isTrigger || about === 'product' || about === 'store' ? [] : ['mail'];
  const mail = {
    id: 'mail',
    kind: 'send-email',
    config: kinds['send-email']!.example as Record<string, unknown>,
  };
  return parseGraph({
    schemaVersion: 2,
    subject: about,
    nodes: [
      ...(isTrigger ? [] : [trigger]),
      ...(mails.length > 0 ? [mail] : []),
      { id: 'node', kind: kind.kind, version: currentVersion(kind), config: written },
      ...ports.map((port) => ({ id: `end-${port.id}`, kind: 'end', config: {} })),
    ],
    edges: [
      ...(isTrigger ? [] : ['trigger', ...mails, 'node'])
        .map((from, index, way) => ({ id: `e${index}`, from, port: 'next', to: way[index + 1] ?? '' }))
        .filter(({ to }) => to !== ''),
      ...ports.map((port) => ({ id: `edge-${port.id}`, from: 'node', port: port.id, to: `end-${port.id}` })),
    ],
  });
}

/** Kinds that send share a folder; the parts that differ are in the folder of the channel. */
const folderOf = ({ kind, channel }: NodeKind) => (channel === undefined ? kind : 'sending');

test('the folders and the one list of kinds are the same', () => {
  expect([...folders].sort()).toEqual([...new Set(NODE_KINDS.map(folderOf))].sort());
  expect(Object.keys(kinds)).toHaveLength(NODE_KINDS.length);
});

describe.each(each)('%s', (name, kind) => {
  const example = kind.example as Record<string, unknown>;

  test('says what it is and when to use it, in words a marketer reads', () => {
    expect(kind.title).toMatch(/^[A-Z]/);
    expect(kind.summary).toMatch(/^[A-Z].{20,}\.$/);
    expect(isIconName(kind.icon)).toBe(true);
  });

  test('its card reads as a sentence for a new step and for a complete one', () => {
    for (const written of [kind.initial, {}, example]) {
      const sentence = kind.sentence(written);
      expect(sentence).toMatch(/^[A-Z]/);
      expect(sentence).not.toMatch(/undefined|NaN|null|\[object|\s{2}/);
    }
  });

  test('its example is complete: it has no problems in a flow', () => {
    expect(kind.config.safeParse(example).error).toBeUndefined();
    expect(
      validate(around(kind, example), kinds).filter(
        ({ node, severity }) => node === 'node' && severity === 'error',
      ),
    ).toEqual([]);
  });

  test('a new step is ready, or every problem has a sentence', () => {
    const found = validate(around(kind, { ...kind.initial }), kinds).filter(({ node }) => node === 'node');
    if (!kind.config.safeParse(kind.initial).success) expect(found.length).toBeGreaterThan(0);
    for (const { sentence } of found) expect(sentence).toMatch(/^["A-Z].*\.$/);
  });

  test('its example compiles and steps, and every port it takes is one it has', () => {
    const plan = compile(around(kind, example), kinds);
    const step = createStep(kinds);
    const ports = new Set(kind.ports(example).map(({ id }) => id));
    let result = step(plan, initialCursor(true), { type: 'start' }, facts());
    for (let now = facts().now; result.next.type === 'wait' && result.next.until !== null;) {
      now = Math.max(now, result.next.until);
      result = step(plan, result.cursor, { type: 'timer' }, facts({ now }));
      for (const { node, port } of result.trace)
        if (node === 'node' && port !== null) expect(ports).toContain(port);
    }
    expect(result.next.type).toBe('done');
  });

  test('its calls are of an existing capability with a valid input, and every outcome takes an existing port', () => {
    const step = createStep(kinds);
    for (const ifNotDone of ['continue', 'way', 'ways', 'end']) {
      const written = Object.hasOwn((kind.config as unknown as { shape: object }).shape, 'ifNotDone')
        ? { ...example, ifNotDone }
        : example;
      const plan = compile(around(kind, written), kinds);
      const begun = step(plan, initialCursor(false), { type: 'start' }, facts());
      const { next, cursor, effects } =
        begun.next.type === 'message'
          ? step(
              plan,
              begun.cursor,
              { type: 'settled', messageId: begun.next.messageId, outcome: 'sent', reason: null },
              facts(),
            )
          : begun;
      if (next.type !== 'call') {
        expect(kind.asks).toBeUndefined();
        continue;
      }
      const [call] = effects.filter((effect) => effect.type === 'call');
      expect(actCapability(call!.capability)?.input.safeParse(call!.input).error).toBeUndefined();
      const ports = new Set(kind.ports(written).map(({ id }) => id));
      for (const outcome of ['done', 'refused', 'failed', 'unknown', 'skipped'] as const) {
        const after = step(
          plan,
          cursor,
          { type: 'answer', callId: next.callId, outcome, result: null, reason: null },
          facts(),
        );
        expect(after.trace.some(({ what }) => what === 'answered')).toBe(true);
        for (const { node, port } of after.trace)
          if (node === 'node' && port !== null) expect(ports).toContain(port);
      }
    }
  });

  test('its ports have different ids, and a label each', () => {
    for (const written of [kind.initial, example]) {
      const ports = kind.ports(written);
      expect(new Set(ports.map(({ id }) => id)).size).toBe(ports.length);
      for (const { label } of ports) expect(label.trim().length).toBeGreaterThan(0);
    }
  });

  test('card and ports do not fail on any config', () => {
    const keys = Object.keys((kind.config as unknown as { shape: Record<string, unknown> }).shape);
    const junk = fc.record(
      Object.fromEntries(
        keys.map((key) => [
          key,
          fc.oneof(fc.jsonValue(), fc.constantFrom(...(Object.values(example) as fc.JsonValue[]), null)),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(junk, (drawn) => {
        const written = JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>;
        expect(kind.sentence(written).length).toBeGreaterThan(0);
        for (const port of kind.ports(written)) expect(typeof port.label).toBe('string');
        for (const { sentence } of validate(around(kind, {}), kinds))
          expect(sentence.length).toBeGreaterThan(5);
      }),
      { numRuns: 60 },
    );
  });

  test('every field of its panel has a title and a control', () => {
    const schema = z.toJSONSchema(kind.config, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, { title?: string; control?: string }>;
    };
    for (const [field, { title, control }] of Object.entries(schema.properties ?? {})) {
      expect(title, `${name}.${field}`).toMatch(/^\S/);
      expect(control, `${name}.${field}`).toMatch(/^[a-z-]+$/);
    }
  });

  test('every named version has a migration that was run, and the versions count from one', () => {
    const numbers = Object.values(kind.versions).toSorted((left, right) => left - right);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    for (const version of Object.keys(kind.versions))
      expect(Object.hasOwn(kind.migrate ?? {}, version)).toBe(true);
    expect(bringUp(kind, currentVersion(kind), example)).toEqual({ config: example, changed: false });
  });

  test('its config is the same after being stored and read again', () => {
    const once = config(kind, example);
    expect(config(kind, JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  test('it has a page in the docs and a test of its own', () => {
    const docs = join(HERE, folderOf(kind), 'docs.md');
    expect(existsSync(docs)).toBe(true);
    expect(readFileSync(docs, 'utf8')).toMatch(
      new RegExp(`^# ${kind.channel === undefined ? kind.title : 'Send a message'}`),
    );
    expect(readdirSync(join(HERE, folderOf(kind))).some((file) => file.endsWith('.test.ts'))).toBe(true);
  });
});
