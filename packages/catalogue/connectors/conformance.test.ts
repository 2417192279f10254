import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { channelIds } from '@millrace/channels';
import { z } from 'zod';
import { CATEGORIES, CONNECTORS, fieldMeta, secretFields } from './kinds.ts';

const here = import.meta.dirname;
const folders = readdirSync(here).filter(
  (name) =>
    statSync(join(here, name)).isDirectory() &&
    !/^[._]/.test(name) &&
    !['node_modules', 'acts', 'testing'].includes(name),
);

test('every folder is a connector in the list, and every connector in the list has its folder', () => {
  expect(CONNECTORS.map((kind) => kind.id).sort()).toEqual([...folders].sort());
});

describe.each(CONNECTORS.map((kind) => [kind.id, kind] as const))('the connector %s', (id, kind) => {
  test('says what it is, and has a page and tests of its own', () => {
    expect(kind.title.length).toBeGreaterThan(2);
    expect(kind.summary).toMatch(/\.$/);
    if (!kind.builtIn) expect(CATEGORIES.map((category) => category.id)).toContain(kind.category);
    for (const step of kind.steps ?? []) expect(step.text).toMatch(/\.$/);
    expect(kind.registration === undefined || (kind.steps ?? []).some((step) => step.byHandOnly)).toBe(true);
    expect(readFileSync(join(here, id, 'docs.md'), 'utf8')).toMatch(/^# /);
    expect(readdirSync(join(here, id)).some((name) => name.endsWith('.test.ts'))).toBe(true);
  });

  test('can do exactly what it says it can', () => {
    expect(kind.capabilities.includes('intake')).toBe(kind.intake !== undefined);
    const carries = kind.capabilities.filter((capability) => capability.startsWith('deliver-'));
    expect(carries.toSorted()).toEqual(
      Object.keys(kind.deliver ?? {})
        .map((channel) => `deliver-${channel}`)
        .toSorted(),
    );
    expect(kind.capabilities.includes('deliver')).toBe(kind.deliverAny !== undefined);
    expect(kind.capabilities.includes('read')).toBe(kind.pull !== undefined);
    expect(kind.capabilities.includes('tell')).toBe(
      kind.tellConsent !== undefined || kind.tellEvents !== undefined,
    );
    for (const channel of Object.keys(kind.deliver ?? {})) expect(channelIds()).toContain(channel);
    expect(kind.intake === undefined && kind.callbacks === undefined && kind.presses === undefined).toBe(
      kind.webhook === undefined,
    );
    expect(kind.capabilities.includes('notify')).toBe(kind.notify !== undefined);
    expect(kind.capabilities.includes('write')).toBe(kind.write !== undefined);
  });

  test('has settings that a form can be drawn from, each with a title and an explanation', () => {
    expect(kind.config).toBeInstanceOf(z.ZodObject);
    expect(() => z.toJSONSchema(kind.config, { io: 'input' })).not.toThrow();
    const shape = (kind.config as z.ZodObject).shape as Record<string, z.ZodType>;
    for (const field of Object.values(shape))
      expect(fieldMeta(field)).toMatchObject({ title: expect.any(String), description: expect.any(String) });
    expect(kind.config.safeParse(kind.example).success).toBe(true);
    expect(kind.builtIn).toBe(Object.keys(shape).length === 0);
  });

  test('marks every secret among its settings, so that it is stored encrypted', () => {
    const shape = Object.keys((kind.config as z.ZodObject).shape);
    expect(secretFields(kind)).toEqual(shape.filter((name) => /secret|token|password|apikey/i.test(name)));
  });

  test('proves its webhooks by a signature whose secrets are secret settings', () => {
    const schemes = kind.webhook === undefined ? [] : [kind.webhook.signature];
    for (const scheme of schemes) {
      if ('header' in scheme.at) expect(scheme.at.header).toBe(scheme.at.header.toLowerCase());
      expect(scheme.secrets.length).toBeGreaterThan(0);
      // A public key is no secret, and is a setting all the same.
      const settings =
        scheme.kind === 'public-key' ? Object.keys((kind.config as z.ZodObject).shape) : secretFields(kind);
      expect(settings).toEqual(expect.arrayContaining([...scheme.secrets]));
    }
  });
});
