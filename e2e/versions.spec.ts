import { tabTo } from './keys.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const graph = (hours: number) => ({
  schemaVersion: 1,
  subject: 'customer',
  nodes: [
    { id: 'trigger', kind: 'event-trigger', version: 0, config: { event: 'made-a-wish' } },
    { id: 'wait', kind: 'wait', version: 0, config: { duration: { amount: hours, unit: 'hours' } } },
    { id: 'end', kind: 'end', version: 0, config: {} },
  ],
  edges: [
    { id: 'one', from: 'trigger', port: 'next', to: 'wait' },
    { id: 'two', from: 'wait', port: 'next', to: 'end' },
  ],
});

test('an earlier version is opened and restored by keyboard, and this publishes nothing', async ({
  page,
}) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name: 'Wishes', graph: graph(2) });
  await rest('POST', `/flows/${id}/publish`, { note: 'Two hours' });
  await rest('PUT', `/flows/${id}`, { graph: graph(3) });
  await rest('POST', `/flows/${id}/publish`, {});
  const stored = () => rest<FlowAnswer & { liveVersion: number }>('GET', `/flows/${id}`);
  const hours = async () =>
    (await stored()).graph.nodes.find((node) => node.id === 'wait')?.config['duration'];
  const step = (name: RegExp) => page.locator('[data-step]').and(page.getByRole('button', { name }));

  await page.goto(`/flows/${id}`);
  // The canvas is one Tab stop, at first on the trigger.
  await expect(step(/Wait for 3 hours/)).toBeVisible();
  await tabTo(page, step(/^Event\./));
  await page.keyboard.press('v');
  const panel = page.getByRole('complementary', { name: 'Versions' });
  await expect(panel.getByRole('button', { name: /^Draft/ })).toBeFocused();
  await expect(panel.getByText('The same as version 2')).toBeVisible();
  await page.keyboard.press('End');
  await expect(panel.getByRole('button', { name: /^Version 1/ })).toBeFocused();
  await page.keyboard.press('Enter');

  // It is on the canvas, read-only; the focus is still in the list.
  await expect(step(/Wait for 2 hours/)).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Version 1/ })).toBeFocused();
  await expect(page.getByText('Compared with your draft: 1 step is different.')).toBeVisible();
  await expect(page).toHaveURL(/panel=versions&version=1/);
  await expect(page.getByRole('button', { name: 'Publish changes' })).toHaveCount(0);
  await step(/Wait for 2 hours/).click();
  await expect(page.getByRole('textbox', { name: 'Wait for' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await tabTo(page, page.getByRole('button', { name: 'Bring back as draft' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Version 1 is your draft again.')).toBeVisible();
  await expect.poll(hours).toEqual({ amount: 2, unit: 'hours' });
  expect((await stored()).liveVersion).toBe(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(hours).toEqual({ amount: 3, unit: 'hours' });
});

test('a draft that was never published is not replaced without a question', async ({ page }) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name: 'More wishes', graph: graph(2) });
  await rest('POST', `/flows/${id}/publish`, {});
  await rest('PUT', `/flows/${id}`, { graph: graph(9) });
  await page.goto(`/flows/${id}?panel=versions&version=1`);
  await page.getByRole('button', { name: 'Bring back as draft' }).click();
  const question = page.getByRole('alertdialog', { name: 'Replace the draft?' });
  await question.getByRole('button', { name: 'Keep the draft' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'Back to the draft' }).click();
  await expect(page.locator('[data-step]').filter({ hasText: 'Wait for 9 hours' })).toBeVisible();
});
