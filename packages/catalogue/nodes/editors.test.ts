import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EDITORS } from './editors.tsx';
import { kinds } from './kinds.ts';

const here = import.meta.dirname;

describe('own panels', () => {
  it('exactly the kinds with an editor in their folder have one', () => {
    const folders = readdirSync(here, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'editor.tsx')))
      .map((entry) => entry.name);
    expect(Object.keys(EDITORS).sort()).toEqual(folders.filter((name) => !name.startsWith('_')).sort());
    for (const name of Object.keys(EDITORS)) expect(kinds[name]).toBeDefined();
  });
});
