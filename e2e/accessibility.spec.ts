import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

/** Every screen there is, by its name; those about one flow or person are of one that has something to show. */
async function screens(): Promise<readonly (readonly [string, string])[]> {
  const flows = (await rest<Listed<{ id: string; entered: number }>>('GET', '/flows')).items;
  const flow = flows.toSorted((one, other) => other.entered - one.entered).find((one) => one.entered > 0)?.id ?? (await published());
  const customer = (await rest<Listed<{ id: string }>>('GET', '/customers?limit=1')).items[0]?.id;
  const settings = ['store', 'connections', 'guardrails', 'models', 'team', 'keys', 'audit', 'health'];
  return [
    ['home', '/'],
    ['flows', '/flows'],
    ['gallery', '/gallery'],
    ['gallery-look', '/gallery?look=abandoned-cart-ai'],
    ['canvas', `/flows/${flow}`],
    ['flow-settings', `/flows/${flow}?panel=settings`],
    ['versions', `/flows/${flow}?panel=versions&version=1`],
    ['results', `/flows/${flow}/results`],
    ['people', `/flows/${flow}/people`],
    ['customers', '/customers'],
    ...(customer ? [['customer', `/customers/${customer}`] as const] : []),
    ['outbox', '/outbox'],
    ...settings.map((name) => [`settings-${name}`, `/settings/${name}`] as const),
  ];
}

async function published(): Promise<string> {
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await rest('POST', `/flows/${id}/publish`, {});
  return id;
}

/** Everything asked for has come: no placeholder is left. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('main').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"], .animate-pulse:not(.rounded-full)')).toHaveCount(0);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen can be used with a screen reader and read in the ${theme} theme`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const [name, path] of await screens()) {
      await page.goto(path);
      await settled(page);
      await page.screenshot({ path: `results/${theme}-${name}.png` });
      // Messages stand in frames in which nothing runs, and so axe cannot either: it looks at the page around them.
      const { violations } = await new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]').setLegacyMode().analyze();
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect
        .soft(
          grave.map(
            ({ id, nodes }) =>
              `${name}: ${id}: ${nodes
                .slice(0, 4)
                .map((node) => node.html.slice(0, 160))
                .join(' | ')}`,
          ),
        )
        .toEqual([]);
    }
  });
}

test('no screen has to be scrolled sideways on a phone', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, path] of await screens()) {
    await page.goto(path);
    await settled(page);
    await page.screenshot({ path: `results/phone-${name}.png` });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(wide, `${name} is too wide by so many pixels`).toBe(0);
  }
});
