import { readFileSync } from 'node:fs';
import { expect, test } from './test.ts';

const people = (word: string) =>
  `Email;First Name;Country;Loyalty points\n${word}-1@example.com;Zoë;Germany;12\n${word}-2@example.com;Ann;Norway;7\nnobody;Carl;;\n`;

test('a file is uploaded, mapped, checked and imported, and its refused rows are downloaded', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const word = `import-${Date.now()}`;
  await page.goto('/customers');
  await page.getByRole('button', { name: 'Import' }).click();
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: `${word}.csv`, mimeType: 'text/csv', buffer: Buffer.from(people(word)) });
  await expect(page.getByRole('heading', { name: `${word}.csv` })).toBeVisible();
  await expect(page.getByLabel('What Email is')).toContainText('E-mail');
  await page.getByLabel('What Loyalty points is').click();
  await page.getByRole('option', { name: 'Left out' }).click();
  await expect(page.getByText('“nobody” is not an e-mail address.')).toBeVisible();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('Importing this file would add or change 2 customers.')).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Import customers' }).click();
  await expect(page.getByText('This file added or changed 2 customers.')).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download refused rows' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toContain('4,E-mail: “nobody” is not an e-mail address.,nobody,Carl');
  await page.goto(`/customers?search=${word}`);
  await expect(page.getByRole('row', { name: /Zoë/ })).toBeVisible();
  const [list] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const rows = readFileSync(await list.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(3);
  expect(rows.join('\n')).toContain(`${word}-1@example.com`);
});

test('consent is not imported before somebody said where and when people agreed', async ({ page }) => {
  test.setTimeout(120_000);
  const word = `consent-${Date.now()}`;
  await page.goto('/customers/import');
  await page.getByRole('radio', { name: 'Consent' }).click();
  await page.getByLabel('CSV file').setInputFiles({
    name: `${word}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(`email,consent\n${word}@example.com,yes\n`),
  });
  await expect(page.getByText('Say where and how these people agreed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeDisabled();
  await page.getByLabel('Where and how did they agree?').fill('Market stall');
  await page.getByLabel('When did they agree?').fill('2025-03-01');
  await expect(page.getByRole('button', { name: 'Check the file' })).toBeEnabled();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Import consent' }).click({ timeout: 30_000 });
  await expect(page.getByText('This file added or changed the consent of 1 customer.')).toBeVisible({
    timeout: 30_000,
  });
});
