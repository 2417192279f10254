import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EDITORS } from './editors.tsx';
import { kinds } from './kinds.ts';

const here = import.meta.dirname;

describe('panels of their own', () => {
  it('every kind with an editor in its folder is found by it, and no other', () => {
    const folders = readdirSync(here, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(here, entry.name, 'editor.tsx')))
      .map((entry) => entry.name);
    expect(Object.keys(EDITORS).sort()).toEqual(folders.filter((name) => !name.startsWith('_')).sort());
    for (const name of Object.keys(EDITORS)) expect(kinds[name]).toBeDefined();
  });
});
