import {
  canvas,
  chosen,
  clickGround,
  drag,
  emptySpot,
  FORK,
  node,
  openFlow,
  ROW,
  step,
  stored,
  waysOf,
} from './canvas-walk.ts';
import { expect, test, WHOLE } from './test.ts';

test('a click on empty canvas leaves every shortcut working', async ({ page }) => {
  await openFlow(page, ROW);
  await clickGround(page);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(chosen(page)).toHaveCount(5);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  const before = await step(page, 'first').boundingBox();
  await page.keyboard.press('1');
  await page.keyboard.press('f');
  await expect.poll(async () => (await step(page, 'first').boundingBox())?.y).not.toBe(before?.y);
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'Add a step' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await clickGround(page);
  await page.keyboard.press('ArrowDown');
  await expect(step(page, 'start')).toBeFocused();
});

test('after a box selection steps can be copied, pasted, deleted and restored by keys', async ({ page }) => {
  const id = await openFlow(page, ROW);
  const first = await node(page, 'first').boundingBox();
  const mail = await node(page, 'mail').boundingBox();
  if (!first || !mail) throw new Error('Not drawn.');
  await page.keyboard.down('Shift');
  await drag(
    page,
    { x: first.x - 40, y: first.y - 12 },
    { x: mail.x + mail.width + 40, y: mail.y + mail.height / 2 },
  );
  await page.keyboard.up('Shift');
  await expect(chosen(page)).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('Escape');
  await expect(chosen(page)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.locator('[data-step]')).toHaveCount(7);
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-step]')).toHaveCount(5);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('[data-step]')).toHaveCount(7);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('[data-step]')).toHaveCount(5);
  expect((await stored(page, id)).nodes).toHaveLength(5);
});

test('shortcuts work after the focused element is gone: a dialog, a menu, a panel, a card, a mode, a button', async ({
  page,
}) => {
  await openFlow(page, ROW);
  const works = async (after: string) => {
    await page.keyboard.press('ControlOrMeta+a');
    await expect(chosen(page), `Ctrl+A after ${after}`).toHaveCount(
      await page.locator('[data-step]').count(),
    );
    await page.keyboard.press('Escape');
    await expect(chosen(page), `Escape after ${after}`).toHaveCount(0);
  };
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await works('closing a dialog');
  await page.getByRole('button', { name: 'More about this flow' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await works('closing a menu');
  await step(page, 'mail').click();
  await page.getByRole('button', { name: 'Close panel' }).click();
  await works('closing a panel');
  await page.getByRole('button', { name: 'No problems' }).click();
  await page
    .getByRole('complementary', { name: 'Problems' })
    .getByRole('button', { name: 'Close panel' })
    .click();
  await works('closing the list of problems');
  await step(page, 'second').click();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-step]')).toHaveCount(4);
  await works('deleting the focused card');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.locator('[data-step]')).toHaveCount(5);
  await works('undo by its button');
  await page.getByRole('radio', { name: 'Watch' }).click();
  await works('changing to Watch');
  await page.getByRole('radio', { name: 'Build' }).click();
  await works('changing to Build');
  await step(page, 'start').click();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-step]')).toHaveCount(4);
  await works('deleting the first card');
});

test('letters and Delete in a field do not reach the canvas', async ({ page }) => {
  const id = await openFlow(page, ROW);
  await step(page, 'mail').click();
  const name = page.getByRole('textbox', { name: /^Name on the canvas/ });
  await name.fill('');
  await name.pressSequentially('a cold fan, 0 + 1 - n');
  await expect(name).toHaveValue('a cold fan, 0 + 1 - n');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(name).toHaveValue('');
  await page.keyboard.press('Space');
  await expect(page.locator('[data-step]')).toHaveCount(5);
  await page.getByRole('searchbox', { name: 'Search steps' }).fill('wait');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(page.locator('[data-step]')).toHaveCount(5);
  expect((await stored(page, id)).nodes).toHaveLength(5);
});

test('keys change nothing in Watch mode', async ({ page }) => {
  const id = await openFlow(page, ROW);
  await page.getByRole('radio', { name: 'Watch' }).click();
  await step(page, 'first').click();
  for (const key of ['Delete', 'ControlOrMeta+d', 'n', 'ControlOrMeta+x', 'ControlOrMeta+v', 'l'])
    await page.keyboard.press(key);
  await expect(page.locator('[data-step]')).toHaveCount(5);
  expect((await stored(page, id)).notes).toEqual([]);
});

test('Enter moves to the settings of a card and Escape back to it, in every mode', async ({ page }) => {
  await openFlow(page, ROW);
  await clickGround(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(step(page, 'first')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Wait for' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(step(page, 'first')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Write the e-mail' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(step(page, 'mail')).toBeFocused();
  await page.getByRole('radio', { name: 'Watch' }).click();
  await step(page, 'second').focus();
  await page.keyboard.press('Enter');
  const panel = page.locator('[data-zone="panel"]');
  await expect(panel).toBeVisible();
  await expect.poll(() => panel.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(step(page, 'second')).toBeFocused();
});

test('zoom keys zoom in, out, to the whole flow and to full size', async ({ page }) => {
  await openFlow(page, ROW);
  await clickGround(page);
  const zoom = page.getByRole('button', { name: /^Zoom is/ });
  const percent = async () => Number.parseInt((await zoom.textContent()) ?? '', 10);
  await page.keyboard.press('1');
  await expect(zoom).toHaveText('100%');
  await page.keyboard.press('-');
  await expect(zoom).toHaveText('80%');
  await page.keyboard.press('-');
  await page.keyboard.press('+');
  await expect(zoom).toHaveText('80%');
  await page.keyboard.press('+');
  await expect(zoom).toHaveText('100%');
  await page.keyboard.press('+');
  await expect.poll(percent).toBeGreaterThan(100);
  await page.keyboard.press('0');
  await expect.poll(percent).toBeLessThanOrEqual(100);
  for (const id of ['start', 'end']) await expect(step(page, id)).toBeInViewport({ ratio: WHOLE });
});

test('the space bar pans over cards too, and a short press opens the focused card', async ({ page }) => {
  const id = await openFlow(page, ROW);
  const before = await step(page, 'mail').boundingBox();
  if (!before) throw new Error('Not drawn.');
  const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  await clickGround(page);
  await page.keyboard.down('Space');
  await drag(page, at, { x: at.x - 90, y: at.y + 60 });
  await page.keyboard.up('Space');
  const after = await step(page, 'mail').boundingBox();
  expect(Math.round((after?.x ?? 0) - before.x)).toBe(-90);
  expect(Math.round((after?.y ?? 0) - before.y)).toBe(60);
  await expect(page.locator('[data-zone="panel"]')).toHaveCount(0);
  await step(page, 'mail').focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('complementary', { name: 'Settings of Hello again' })).toBeVisible();
  expect((await stored(page, id)).nodes.every((known) => !('position' in known))).toBe(true);
});

test('Ctrl+F finds steps by name, sentence and kind, and notes by their text; Enter goes there', async ({
  page,
}) => {
  await openFlow(page, {
    ...FORK,
    notes: [{ id: 'note-1', text: 'Ask Ann first', position: { x: 600, y: 900 } }],
  });
  const bar = page.getByRole('search', { name: 'Find a step' });
  const look = async (words: string, found: RegExp) => {
    await page.keyboard.press('ControlOrMeta+f');
    await page.getByRole('combobox', { name: 'Find a step' }).fill(words);
    await expect(bar.getByRole('option').first()).toHaveText(found);
    await page.keyboard.press('Enter');
    await expect(bar).toBeHidden();
  };
  await clickGround(page);
  await look('to the left', /To the left/);
  await expect(step(page, 'b')).toBeFocused();
  await expect(step(page, 'b')).toBeInViewport();
  await look('3 hours', /Wait for 3 hours/);
  await expect(step(page, 'c')).toBeFocused();
  await look('random split', /Two ways/);
  await expect(step(page, 'split')).toBeFocused();
  await look('ann', /Ask Ann first/);
  await expect(page.locator('[data-note="note-1"]')).toBeFocused();
  // Also from inside a field, because the browser's own search finds nothing on a canvas.
  await page.keyboard.press('f');
  await step(page, 'a').click();
  await page.getByRole('textbox', { name: /^Name on the canvas/ }).focus();
  await look('end', /End/);
  await page.keyboard.press('ControlOrMeta+f');
  await page.getByRole('combobox', { name: 'Find a step' }).fill('no such words');
  await expect(bar.getByText('No step has these words.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await waysOf(page, page.url().split('/').at(-1) ?? '')).toHaveLength(6);
  await expect(canvas(page)).toBeVisible();
  expect(await emptySpot(page)).toBeTruthy();
});
