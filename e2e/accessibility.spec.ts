import type { Page } from '@playwright/test';
import { told, violationsOf } from './axe.ts';
import { auditOpened, namesOf } from './names-audit.ts';
import { picture } from './picture.ts';
import { screens, settled } from './screens.ts';
import { expect, test } from './test.ts';

/** What axe and the names say about a screen. */
interface Looked {
  readonly name: string;
  readonly light: readonly string[];
  readonly dark: readonly string[];
  readonly names: readonly string[];
  readonly opened: readonly string[];
}

const grave = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> =>
  told(
    (await violationsOf(page, rules ? { rules } : {})).filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    ),
  );

async function lookAtScreens(page: Page): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  for (const [name, path] of await screens()) {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(path);
    await settled(page);
    await picture(page, `light-${name}`);
    const light = await grave(page);
    const names = await namesOf(page);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(/(^| )dark( |$)/);
    await settled(page);
    await picture(page, `dark-${name}`);
    // The themes differ in colours alone.
    const dark = await grave(page, ['color-contrast']);
    // What opens has the same names in both.
    const opened = path.includes('?') || name === 'canvas' ? [] : await auditOpened(page);
    looked.push({ name, light, dark, names, opened });
  }
  return looked;
}

/** Looked at by the first test that asks: a screen is opened once and then changes its theme, as it does for a person. */
let walk: Promise<readonly Looked[]> | undefined;
const everyScreen = (page: Page) => (walk ??= lookAtScreens(page));

for (const theme of ['light', 'dark'] as const) {
  test(`every screen works with a screen reader and has enough contrast in the ${theme} theme`, async ({
    page,
  }) => {
    test.setTimeout(420_000);
    for (const { name, names, opened, ...found } of await everyScreen(page)) {
      expect.soft(found[theme], name).toEqual([]);
      // Names and ids do not depend on the theme.
      if (theme === 'dark') continue;
      expect.soft(names, `names on ${name}`).toEqual([]);
      expect.soft(opened, `names in what ${name} opens`).toEqual([]);
    }
  });
}

test('no screen scrolls sideways on a phone', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, path] of await screens()) {
    await page.goto(path);
    await settled(page);
    await picture(page, `phone-${name}`);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(wide, `${name} is too wide by so many pixels`).toBe(0);
  }
});
