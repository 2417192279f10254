import { isIconName } from '@millrace/ui/icon-names';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** As `icon="cart"`, `icon: 'cart'` and `<Icon name="cart"`. */
const NAMED = /\bicon(?:=|: ?)["']([a-z-]+)["']|<Icon\s+name="([a-z-]+)"/g;

it('draws every icon that a screen names: an unknown one would be a plain circle', () => {
  const folder = import.meta.dirname;
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .flatMap((path) =>
      [...readFileSync(join(folder, path), 'utf8').matchAll(NAMED)].map(
        ([, icon, drawn]) => `${path}: ${icon ?? drawn}`,
      ),
    );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((one) => !isIconName(one.split(': ')[1] ?? ''))).toEqual([]);
});
