import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IMPORTERS } from './kinds.ts';
import { readFlowFile } from './read-file.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

test('every folder is in the list, and the other way round', () => {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[._]|node_modules/.test(entry.name))
    .map(({ name }) => name);
  expect(IMPORTERS.map(({ id }) => id).sort()).toEqual(folders.sort());
});

describe.each(IMPORTERS.map((importer) => [importer.id, importer] as const))('%s', (id, importer) => {
  test('says where its files come from, and is documented', () => {
    expect(importer.title).not.toBe('');
    expect(importer.how).toMatch(/\.$/);
    expect(importer.endings.every((ending) => /^\.[a-z]+$/.test(ending))).toBe(true);
    expect(existsSync(`${here}${id}/docs.md`)).toBe(true);
  });
  test('throws nothing, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.string(), (text, name) => {
        const file = { name, text, json: JSON.parse(text) as unknown };
        importer.recognises(file);
        importer.read(file);
      }),
      { numRuns: 300 },
    );
  });
});

test('any text is read or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const reading = readFlowFile({ name: 'x', text });
      if ('problem' in reading) expect(reading.problem).toMatch(/\.$/);
    }),
  );
});
