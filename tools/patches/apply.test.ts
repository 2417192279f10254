import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../start/options.mjs';
import { applyPatches } from './apply.mjs';
import { mark, patch } from './postgres.mjs';

/** A node_modules with the driver as published. */
let modules: string;
const files = patch.folders.flatMap((folder) =>
  ['connection.js', 'index.js'].map((name) => join(folder, name)),
);
const at = (file: string) => join(modules, patch.name, file);
beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), 'millrace-patches-'));
  cpSync(join(root, 'node_modules', patch.name), join(modules, patch.name), { recursive: true });
  for (const file of files) {
    const original = at(`${file}.original`);
    if (existsSync(original)) cpSync(original, at(file));
    rmSync(original, { force: true });
  }
});
afterEach(() => rmSync(modules, { recursive: true, force: true }));

describe('the patch of the driver', () => {
  test('is applied to the published driver once, and reports that', async () => {
    expect(applyPatches(modules)).toBe(files.length);
    expect(applyPatches(modules)).toBe(0);
    const { default: driver } = (await import(pathToFileURL(at('src/index.js')).href)) as {
      default: { patched: string };
    };
    expect(driver.patched).toBe(mark);
  });

  test('is the same for programs that import and programs that require', () => {
    applyPatches(modules);
    const edits = (file: string) =>
      patch.edits
        .filter((edit) => file.endsWith(edit.file))
        .filter(({ put }) => readFileSync(at(file), 'utf8').includes(put)).length;
    expect(files.map(edits)).toEqual(
      files.map((file) => patch.edits.filter((edit) => file.endsWith(edit.file)).length),
    );
  });

  test('of an older release is replaced by this one', () => {
    applyPatches(modules);
    const [file = ''] = files;
    const wanted = readFileSync(at(file), 'utf8');
    writeFileSync(at(file), wanted.replace('chunk = nextWriteTimer = null', 'nextWriteTimer = null'));
    expect(applyPatches(modules)).toBe(1);
    expect(readFileSync(at(file), 'utf8')).toBe(wanted);
  });

  test('is not applied to another version, or to files that somebody else changed', () => {
    const [file = ''] = files;
    writeFileSync(
      at(file),
      readFileSync(at(file), 'utf8').replaceAll('socket.write(chunk, fn)', 'socket.write(chunk)'),
    );
    expect(() => applyPatches(modules)).toThrow('is not the file our patch is for');
    const description = join(modules, patch.name, 'package.json');
    writeFileSync(
      description,
      readFileSync(description, 'utf8').replace(`"version": "${patch.version}"`, '"version": "3.4.10"'),
    );
    expect(() => applyPatches(modules)).toThrow('postgres 3.4.10 is installed, and our patch is for 3.4.9');
  });

  test('is applied in this checkout, and each of our packages requires that version', () => {
    expect(applyPatches()).toBe(0);
    for (const folder of ['packages/engine/db', 'apps/web', 'tools']) {
      const { dependencies } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
      };
      if (dependencies[patch.name]) expect(dependencies[patch.name], folder).toBe(patch.version);
    }
  });
});
