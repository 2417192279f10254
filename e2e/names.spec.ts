import type { Page } from '@playwright/test';
import { FORK, openFlow, step } from './canvas-walk.ts';
import { audit, OVER } from './names-audit.ts';
import { rest } from './rest.ts';
import { screens, settled } from './screens.ts';
import { expect, test } from './test.ts';

/** @param within the part that axe checks; the whole page when left out */
async function expectNames(page: Page, where: string, within?: string): Promise<void> {
  expect.soft(await audit(page, within), where).toEqual([]);
}

test('in every mode, panel and dialog of the canvas no control is inside another', async ({ page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const live = (await screens()).find(([name]) => name === 'canvas')?.[1] ?? '/flows';
  await page.goto(live);
  await expect(page.locator('[data-step]').first()).toBeVisible();
  for (const mode of ['Watch', 'Rehearse', 'Build']) {
    await page.getByRole('radio', { name: mode }).click();
    if (mode === 'Watch') await expect(page.getByText(/came here|Nobody yet/).first()).toBeVisible();
    await settled(page);
    await expectNames(page, `canvas, ${mode}`);
    await page.getByRole('tab', { name: 'Outline' }).click();
    await expectNames(page, `canvas, ${mode}, outline`);
  }

  await openFlow(
    page,
    { ...FORK, notes: [{ id: 'note-1', text: 'Ask Ann', position: { x: 700, y: 60 } }] },
    'Names of everything',
  );
  // The settings of each kind of step.
  const kinds = (
    await rest<{ items: { kind: string; title: string; family: string }[] }>('GET', '/node-kinds')
  ).items;
  for (const { title, family } of kinds) {
    if (family === 'trigger') continue;
    await page.keyboard.press('Escape');
    await page
      .getByRole('complementary', { name: 'Steps to add' })
      .getByRole('button', { name: title, exact: true })
      .click();
    await expect(page.locator('[data-zone="panel"]')).toBeVisible();
    const more = page
      .locator('[data-zone="panel"]')
      .getByRole('button', { name: /^(Add|Something)/ })
      .first();
    if (await more.isVisible()) await more.click();
    // The rest of the screen is the same for every kind, and was checked above.
    await expectNames(page, `settings of ${title}`, '[data-zone="panel"]');
    if (await page.locator(OVER).last().isVisible()) await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await step(page, 'start').click();
  await expectNames(page, 'settings of the start');

  await step(page, 'b').click();
  await page.getByRole('button', { name: 'Write the e-mail' }).click();
  const writing = page.getByRole('dialog', { name: 'To the left' });
  await expect(writing).toBeVisible();
  for (const block of await writing.locator('[data-block-grip]').all()) {
    if ((await block.getAttribute('aria-expanded')) === 'false') await block.click();
    await expectNames(page, `writing, block ${await block.textContent()}`);
  }
  await writing.getByRole('button', { name: 'Insert personal data' }).first().click();
  await expectNames(page, 'writing, something personal');
  await page.keyboard.press('Escape');
  await writing.getByRole('button', { name: 'Done' }).click();
  await expect(writing).toBeHidden();
  await page.keyboard.press('Escape');

  const over = page.locator(OVER).last();
  for (const [key, what] of [
    ['a', 'adding a step'],
    ['c', 'connecting'],
    ['?', 'keys'],
    ['ControlOrMeta+f', 'finding'],
    ['Shift+F10', 'the menu'],
  ] as const) {
    await step(page, 'b').focus();
    await page.keyboard.press(key);
    await expect(over).toBeVisible();
    await expectNames(page, what);
    await page.keyboard.press('Escape');
    await expect(page.locator(OVER)).toHaveCount(0);
  }
  await step(page, 'split').click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: /which branches stay/ })).toBeVisible();
  await expectNames(page, 'deleting a branch');
  await page.keyboard.press('Escape');
  for (const panel of ['settings', 'problems', 'versions']) {
    await page.goto(`${page.url().split('?')[0]}?panel=${panel}`);
    await expect(page.locator('[data-zone="panel"]')).toBeVisible();
    await settled(page);
    await expectNames(page, `panel ${panel}`);
  }
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(over).toBeVisible();
  await expectNames(page, 'publishing');
});
