import { expect, test, WHOLE } from './test.ts';
import {
  clickGround,
  drag,
  emptySpot,
  FORK,
  middleOf,
  node,
  onWay,
  openFlow,
  ROW,
  showWhole,
  step,
  chosen,
  stored,
  waysOf,
} from './canvas-walk.ts';

test('a step from the list can be dropped on a line or on a card, and is refused where nothing can follow', async ({
  page,
}) => {
  const id = await openFlow(page, ROW);
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  await drag(
    page,
    await middleOf(palette.getByRole('button', { name: 'Send text message' })),
    await onWay(page, 'first.next'),
  );
  const text = (await stored(page, id)).nodes.find((known) => known.kind === 'send-sms')?.id ?? '';
  expect(await waysOf(page, id)).toEqual(expect.arrayContaining([`first.next>${text}`, `${text}.next>mail`]));

  await showWhole(page);
  await drag(
    page,
    await middleOf(palette.getByRole('button', { name: 'Random split' })),
    await middleOf(step(page, 'second')),
  );
  const split = (await stored(page, id)).nodes.find((known) => known.kind === 'random-split')?.id ?? '';
  expect(await waysOf(page, id)).toEqual(expect.arrayContaining([`second.next>${split}`]));

  const before = await waysOf(page, id);
  await showWhole(page);
  const last = palette.getByRole('button', { name: 'End', exact: true });
  await last.scrollIntoViewIfNeeded();
  const end = await middleOf(last);
  const line = await onWay(page, 'start.next');
  await page.mouse.move(end.x, end.y);
  await page.mouse.down();
  await page.mouse.move(line.x, line.y, { steps: 10 });
  await expect(page.getByText('No step can follow an end')).toBeVisible();
  await page.mouse.up();
  expect(await waysOf(page, id)).toEqual(before);
});

test('a card dragged onto a line is inserted there with its branches, by one edit that undo reverts', async ({
  page,
}) => {
  const id = await openFlow(page, ROW);
  const before = await waysOf(page, id);
  await drag(page, await middleOf(node(page, 'first')), await onWay(page, 'second.next'));
  await expect
    .poll(() => waysOf(page, id))
    .toEqual(['first.next>end', 'mail.next>second', 'second.next>first', 'start.next>mail']);
  await expect(page.getByRole('button', { name: /^Undo: move / })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => waysOf(page, id)).toEqual(before);
  // On empty canvas it only moves.
  await drag(page, await middleOf(node(page, 'first')), await emptySpot(page));
  await expect
    .poll(async () => (await stored(page, id)).nodes.filter((known) => 'position' in known).length)
    .toBe(1);
  expect(await waysOf(page, id)).toEqual(before);
});

test('Shift and a click add one card to the selection and remove one', async ({ page }) => {
  await openFlow(page, ROW);
  await step(page, 'first').click();
  await step(page, 'second').click({ modifiers: ['Shift'] });
  await step(page, 'mail').click({ modifiers: ['Shift'] });
  await expect(chosen(page)).toHaveCount(3);
  await step(page, 'mail').click({ modifiers: ['Shift'] });
  await expect(chosen(page)).toHaveCount(2);
  await expect(page.locator('[data-zone="panel"]')).toHaveCount(0);
  // Shift and a box add to the selection.
  const end = await node(page, 'end').boundingBox();
  if (!end) throw new Error('Not drawn.');
  await page.keyboard.down('Shift');
  await drag(page, { x: end.x - 60, y: end.y - 8 }, { x: end.x + end.width + 60, y: end.y + end.height + 8 });
  await page.keyboard.up('Shift');
  await expect(chosen(page)).toHaveCount(3);
});

test('a duplicate lands on the same branch behind the original, in view, at any position of the canvas', async ({
  page,
}) => {
  const id = await openFlow(page, ROW);
  await step(page, 'first').click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toBeFocused();
  await expect(chosen(page)).toBeInViewport({ ratio: WHOLE });
  const copy = (await chosen(page).getAttribute('data-step')) ?? '';
  expect(await waysOf(page, id)).toEqual(expect.arrayContaining([`first.next>${copy}`, `${copy}.next>mail`]));

  // Several at once keep their order.
  await step(page, 'mail').click();
  await step(page, 'second').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+d');
  await expect(chosen(page)).toHaveCount(2);
  const ways = await waysOf(page, id);
  const copied = ways.find((way) => way.startsWith('second.next>'))?.split('>')[1] ?? '';
  expect(copied).toMatch(/^send-email-/);
  expect(ways.find((way) => way.startsWith(`${copied}.next>`))).toMatch(/>wait-/);

  // Also from far away; a step without branches gets its copy beside it.
  await clickGround(page);
  await showWhole(page);
  await step(page, 'end').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(chosen(page)).toBeInViewport({ ratio: WHOLE });
  expect((await stored(page, id)).nodes.filter((known) => known.kind === 'end')).toHaveLength(2);
});

test('deleting a step with several branches asks which to keep', async ({ page }) => {
  const id = await openFlow(page, FORK);
  await step(page, 'split').click();
  await page.keyboard.press('Delete');
  const question = page.getByRole('dialog', { name: 'Delete “Two ways”: which branches stay?' });
  await expect(question.getByText('Leads to “Wait” and 2 more steps')).toBeVisible();
  await question.getByRole('button', { name: 'Keep everything' }).click();
  await expect(page.locator('[data-step]')).toHaveCount(7);

  await page.keyboard.press('Delete');
  await question.getByRole('checkbox', { name: /^Left/ }).click();
  await question.getByRole('checkbox', { name: /^Right/ }).click();
  await question.getByRole('button', { name: 'Delete 4 steps' }).click();
  await expect.poll(() => waysOf(page, id)).toEqual(['c.next>y', 'start.next>c']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('[data-step]')).toHaveCount(7);

  // The panel, the menu and cutting ask the same.
  await step(page, 'split').click();
  await page
    .getByRole('complementary', { name: 'Settings of Two ways' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await step(page, 'split').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await question.getByRole('checkbox', { name: /^Right/ }).click();
  await question.getByRole('combobox', { name: 'The flow goes on with' }).click();
  await page.getByRole('option', { name: /Right/ }).click();
  await question.getByRole('button', { name: 'Delete 1 step' }).click();
  await expect.poll(() => waysOf(page, id)).toEqual(['a.next>b', 'b.next>x', 'c.next>y', 'start.next>c']);
});

test('the right button opens a menu on cards, lines and empty canvas, and so do the menu key and Shift+F10', async ({
  page,
}) => {
  const id = await openFlow(page, ROW);
  const menu = (name: string) => page.getByRole('menu', { name });
  await step(page, 'mail').click({ button: 'right' });
  await expect(menu('Hello again')).toBeVisible();
  await menu('Hello again')
    .getByRole('menuitem', { name: /^Settings/ })
    .click();
  const panel = page.getByRole('complementary', { name: 'Settings of Hello again' });
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  // The canvas still moves while it takes the place of the panel.
  await expect(async () => {
    const line = await onWay(page, 'first.next');
    await page.mouse.click(line.x, line.y, { button: 'right' });
    await expect(menu('Branch of Wait')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await menu('Branch of Wait')
    .getByRole('menuitem', { name: /^Put a step here/ })
    .click();
  await page.getByRole('dialog', { name: 'Add a step' }).getByRole('searchbox').fill('text');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-step]')).toHaveCount(6);
  await page.keyboard.press('Escape');

  const ground = await emptySpot(page);
  await page.mouse.click(ground.x, ground.y, { button: 'right' });
  await menu('Canvas')
    .getByRole('menuitem', { name: /^Select all/ })
    .click();
  await expect(chosen(page)).toHaveCount(6);
  await page.keyboard.press('Escape');

  await step(page, 'second').focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu('Wait')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu('Wait')).toBeHidden();
  await expect(step(page, 'second')).toBeFocused();
  await page.keyboard.press('ContextMenu');
  await menu('Wait')
    .getByRole('menuitem', { name: /^Delete/ })
    .click();
  await expect(page.locator('[data-step]')).toHaveCount(5);
  await clickGround(page);
  await page.keyboard.press('Shift+F10');
  await expect(menu('Canvas')).toBeVisible();
  await page.keyboard.press('Escape');
  // In a mode without editing the menu only has actions that change nothing.
  await page.getByRole('radio', { name: 'Watch' }).click();
  await step(page, 'mail').click({ button: 'right' });
  await expect(menu('Hello again').getByRole('menuitem', { name: /^Find a step/ })).toBeVisible();
  await expect(menu('Hello again').getByRole('menuitem', { name: /^Delete/ })).toHaveCount(0);
  expect((await stored(page, id)).nodes).toHaveLength(5);
});

test('notes are written beside the steps, moved, copied with them, undone and stored, and never published', async ({
  page,
}) => {
  const id = await openFlow(page, ROW);
  await step(page, 'mail').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('Agreed with Ann: one mail only.');
  await page.keyboard.press('Escape');
  const note = page.locator('[data-note]');
  await expect(note).toBeFocused();
  await expect
    .poll(async () => (await stored(page, id)).notes.map((known) => known.text))
    .toEqual(['Agreed with Ann: one mail only.']);

  const [first] = (await stored(page, id)).notes;
  const at = await middleOf(note);
  await drag(page, at, { x: at.x + 60, y: at.y + 90 });
  await expect.poll(async () => (await stored(page, id)).notes[0]?.position.y).not.toBe(first?.position.y);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await stored(page, id)).notes[0]?.position).toEqual(first?.position);

  // Together with a step in one copy.
  await step(page, 'mail').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(note).toHaveCount(2);
  await expect(page.locator('[data-step]')).toHaveCount(6);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(note).toHaveCount(1);

  await note.dblclick();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Two mails.');
  await clickGround(page);
  await expect.poll(async () => (await stored(page, id)).notes[0]?.text).toBe('Two mails.');
  // An empty note removes itself.
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(1);
  await note.click();
  await page.keyboard.press('Delete');
  await expect(note).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(note).toHaveCount(1);
});
