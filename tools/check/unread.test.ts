import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONNECTORS } from '@millrace/connectors';
import { storeSettingsSchema } from '@millrace/core/store';
import { flowSettingsSchema } from '@millrace/flow';
import { GUARDRAILS } from '@millrace/guardrails';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { unreadFields, unreadSettings } from './unread.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const namesOf = (schema: z.ZodType): string[] => Object.keys((schema as z.ZodObject).shape ?? {});

test('every field of a contract is read outside the folders of its kinds', () => {
  expect(unreadFields(root)).toEqual([]);
});

test('every setting of a flow and of the store is read', () => {
  expect(unreadSettings(root, namesOf(flowSettingsSchema), ['packages/language/flow/graph.ts'])).toEqual([]);
  expect(
    unreadSettings(root, namesOf(storeSettingsSchema), ['packages/engine/core/store/store-settings.ts']),
  ).toEqual([]);
});

test.each(CONNECTORS.map((kind) => [kind.id, kind] as const))(
  'every setting of a connection to %s is read',
  (id, kind) => {
    const names = namesOf(kind.config);
    const shared = unreadSettings(root, names, [], 'packages/engine');
    expect(
      unreadSettings(
        root,
        shared,
        [`packages/catalogue/connectors/${id}/config.ts`],
        'packages/catalogue/connectors',
      ),
    ).toEqual([]);
  },
);

test.each(GUARDRAILS.map((check) => [check.id, check] as const))(
  'every setting of the guardrail %s is read',
  (id, check) => {
    const own = unreadSettings(root, namesOf(check.settings), [], `packages/catalogue/guardrails/${id}`);
    // Rules about consent declare the setting that switches them.
    expect(unreadSettings(root, own, [], 'packages/catalogue/channels')).toEqual([]);
  },
);

test('a field that only kinds set is found, and one that is read is not', () => {
  const made = mkdtempSync(join(tmpdir(), 'millrace-unread-'));
  const plant = (path: string, text: string) => {
    mkdirSync(join(made, dirname(path)), { recursive: true });
    writeFileSync(join(made, path), text);
  };
  plant(
    'packages/catalogue/guardrails/check.ts',
    'export interface Check {\n  readonly id: string;\n  readonly colour: string;\n  readonly height?: number;\n}\n',
  );
  plant(
    'packages/catalogue/guardrails/no-hawks/check.ts',
    'export const check = { id: "no-hawks", colour: "red", height: 2 };\nconsole.log(check.colour);\n',
  );
  plant(
    'packages/engine/run/ask.ts',
    'export const idOf = ({ id }: { id: string }) => id;\n// check.height is not read here\n',
  );
  const found = unreadFields(made).filter((problem) =>
    problem.startsWith('packages/catalogue/guardrails/check.ts'),
  );
  expect(found.map((problem) => /"(\w+)"/.exec(problem)?.[1])).toEqual(['colour', 'height']);
  expect(unreadSettings(made, ['id', 'height'], [], 'packages/engine')).toEqual(['height']);
  rmSync(made, { recursive: true });
});
