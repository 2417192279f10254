import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exportedNames, isUsed, untestedNames } from './named-verbs.ts';

const services = fileURLToPath(new URL('..', import.meta.url));

test('every verb that services list for others is used by a test of services', () => {
  expect(untestedNames(services)).toEqual([]);
});

test('a verb that no test uses is found, whatever else names it', () => {
  const root = mkdtempSync(join(tmpdir(), 'millrace-verbs-'));
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  plant(
    'flows/index.ts',
    "export { openFlow, type Flow, shutFlow } from './open.ts';\nexport {\n  drawFlow,\n} from './draw.ts';\n",
  );
  plant('flows/open.ts', 'export const openFlow = () => shutFlow();\n');
  plant(
    'flows/open.test.ts',
    "import { drawFlow, openFlow } from './open.ts';\n// drawFlow is for another day\nopenFlow();\n",
  );
  plant('testing/index.ts', "export { helper } from './helper.ts';\n");
  plant('paging/cursor.ts', 'export const cursor = 1;\n');
  expect(untestedNames(root)).toEqual(['flows: shutFlow', 'flows: drawFlow']);
  rmSync(root, { recursive: true });
});

test('types, names given anew and longer names are told apart', () => {
  expect(exportedNames("export type { A } from './a.ts';\nexport { type B, c as d } from './b.ts';")).toEqual(
    ['d'],
  );
  expect(isUsed('openFlows();', 'openFlow')).toBe(false);
  expect(isUsed("import { openFlow } from './a.ts';", 'openFlow')).toBe(false);
  expect(isUsed("import {\n  openFlow,\n} from './a.ts';\nopenFlow();", 'openFlow')).toBe(true);
});
