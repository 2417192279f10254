import { rest } from './rest.ts';
import { expect, test } from './test.ts';

test('the gallery shows every flow from summaries, and its tabs choose what a flow is for', async ({
  page,
}) => {
  // Summaries only, however many there are: no template is read as a whole before somebody looks at it.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/gallery');
  const card = page.getByRole('button', { name: 'Preview Daily brief' });
  await expect(card).toBeVisible();
  await expect(page.getByRole('img', { name: 'Daily brief: 8 steps' })).toBeVisible();
  expect(asked.filter((url) => url.includes('templates.get'))).toEqual([]);

  await page.getByRole('tab', { name: 'Service' }).click();
  await expect(page.getByRole('button', { name: 'Preview Returns' })).toBeVisible();
  await expect(card).toBeHidden();
  await expect(page).toHaveURL(/for=service/);
});

test('the filters choose by words, channel, subject and level, and the address keeps them', async ({
  page,
}) => {
  await page.goto('/gallery');
  const card = (title: string) => page.getByRole('button', { name: `Preview ${title}` });
  await expect(card('Welcome series')).toBeVisible();
  await page.getByRole('combobox', { name: 'Subject' }).click();
  await page.getByRole('option', { name: 'For each product' }).click();
  await expect(card('Dynamic pricing')).toBeVisible();
  await expect(card('Welcome series')).toBeHidden();
  await expect(page).toHaveURL(/subject=product/);

  await page.getByRole('searchbox', { name: 'Search the gallery' }).fill('page');
  await expect(card('Product content')).toBeVisible();
  await expect(card('Dynamic pricing')).toBeHidden();
  await page.reload();
  await expect(card('Product content')).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search the gallery' }).fill('zeppelin');
  await expect(page.getByText('No flow of the gallery fits all of this.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all flows' }).click();
  await expect(card('Welcome series')).toBeVisible();
  await expect(page).toHaveURL(/\/gallery$/);
});

test('a preview says what keeps a flow in bounds, how it is judged and whose it is', async ({ page }) => {
  await page.goto('/gallery?look=inventory-replenishment');
  const look = page.getByRole('dialog', { name: 'Inventory replenishment' });
  await expect(look.getByRole('heading', { name: 'What keeps it in bounds' })).toBeVisible();
  await expect(look.getByText('Nothing is ordered without an approval')).toBeVisible();
  await expect(look.getByText('Product is back in stock, within 30 days')).toBeVisible();
  await expect(look.getByText('Operations')).toBeVisible();
  await expect(look.getByText('Without one, your team gets a task.')).toBeVisible();
  await expect(look.getByText('Source: IHL Group')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
});

test('a flow is saved as a template, used, renamed and removed', async ({ page }) => {
  test.setTimeout(120_000);
  const name = `Ours ${Date.now()}`;
  await rest('POST', '/templates/post-purchase/clone', { name });
  await page.goto(`/flows?search=${encodeURIComponent(name)}`);
  await page.getByRole('button', { name: `What to do with ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Save as a template' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a template' });
  await expect(dialog.getByLabel('Name')).toHaveValue(name);
  await dialog.getByLabel('What it is for').fill('After every order');
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'See it' }).click();
  await expect(page).toHaveURL(/gallery\?for=yours/);
  const card = page.getByRole('article').filter({ hasText: name });
  await expect(card).toContainText('After every order');
  await expect(card.getByRole('img', { name: new RegExp(`${name}: \\d+ steps`) })).toBeVisible();

  await card.getByRole('button', { name: `What to do with ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const rename = page.getByRole('dialog', { name: `Rename ${name}` });
  await rename.getByLabel('Name').fill(`${name} again`);
  await rename.getByRole('button', { name: 'Rename' }).click();
  await expect(rename).toBeHidden();
  const renamed = page.getByRole('article').filter({ hasText: `${name} again` });
  await renamed.getByRole('button', { name: `Preview ${name} again` }).click();
  await expect(page.getByRole('group', { name: `Steps of ${name} again` })).toBeVisible();
  await page.keyboard.press('Escape');

  await renamed.getByRole('button', { name: 'Use this flow' }).click();
  await expect(page).toHaveURL(/\/flows\/[\da-f-]{36}$/);
  await page.goto('/gallery?for=yours');
  await renamed.getByRole('button', { name: `What to do with ${name} again` }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove the template' }).click();
  await expect(renamed).toBeHidden();
});
