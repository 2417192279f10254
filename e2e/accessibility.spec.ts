import { told, violationsOf } from './axe.ts';
import { auditOpened, namesOf } from './names-audit.ts';
import { picture } from './picture.ts';
import { screens, settled } from './screens.ts';
import { expect, test } from './test.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`every screen works with a screen reader and has enough contrast in the ${theme} theme`, async ({
    page,
  }) => {
    test.setTimeout(420_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [name, path] of await screens()) {
      await page.goto(path);
      await settled(page);
      await picture(page, `${theme}-${name}`);
      // The themes differ in colours alone.
      const violations = await violationsOf(page, theme === 'dark' ? { rules: ['color-contrast'] } : {});
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect.soft(told(grave), name).toEqual([]);
      // Names and ids do not depend on the theme, so their uniqueness is checked once.
      if (theme === 'dark') continue;
      expect.soft(await namesOf(page), `names on ${name}`).toEqual([]);
      if (!path.includes('?') && name !== 'canvas')
        expect.soft(await auditOpened(page), `names in what ${name} opens`).toEqual([]);
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
