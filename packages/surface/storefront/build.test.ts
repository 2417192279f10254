import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildScript, SCRIPTS } from './build.mjs';

const LARGEST = 6 * 1024;

test.each(Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[])(
  '%s is under 6 kB gzipped and needs nothing else',
  async (name) => {
    const text = await buildScript(name);
    expect(gzipSync(text).length).toBeLessThan(LARGEST);
    expect(text).not.toMatch(/\bimport\b|\brequire\(|document\.cookie/);
    // Only the server writes the settings, in one place.
    expect(text.split('__MILLRACE_SETTINGS__')).toHaveLength(2);
  },
);
