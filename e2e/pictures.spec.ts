import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TEMPLATES } from '@millrace/templates';
import { shownOf } from '@millrace/templates/shown';
import { pictureTemplate } from './gallery-pictures.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const docs = join(dirname(fileURLToPath(import.meta.url)), '../docs');
const images = join(docs, 'images');
const gallery = join(docs, 'gallery');

/**
 * Writes the pictures of the README and the pages of the gallery in the docs. Not part of `npm test`; run it with
 * `MILLRACE_PICTURES=1 npm test -- browser pictures`.
 */
test.describe.configure({ mode: 'default' });

for (const template of TEMPLATES)
  test(`the docs show the steps and the messages of ${template.title}`, async ({ page }) => {
    test.setTimeout(300_000);
    await pictureTemplate(page, template, gallery);
  });

test('the docs list all flows of the gallery, and of which state their pictures are', () => {
  const lines = TEMPLATES.map(
    ({ id, title, summary }) =>
      `| [![${title}](${id}/steps-light.webp)](${id}.md) | [${title}](${id}.md)<br>${summary} |`,
  );
  const page = `# The flows of the gallery
Their steps and every message, on a desktop and a telephone, light and dark: as the gallery shows them for a sample customer of the demo shop. The pictures are made from the running product with \`MILLRACE_PICTURES=1 npm test -- browser pictures\`. A test fails when a template has changed since.

| steps | flow |
|---|---|
${lines.join('\n')}
`;
  writeFileSync(join(gallery, 'README.md'), page);
  writeFileSync(join(gallery, 'shown.json'), `${JSON.stringify(shownOf(TEMPLATES), null, 2)}\n`);
});

test('the README shows the canvas while people go through it', async ({ page }) => {
  test.setTimeout(600_000);
  const flow = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await rest('POST', `/flows/${flow.id}/publish`, {});
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(`/flows/${flow.id}`);
  await page.getByRole('radio', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'Hide this column' }).click();
  await expect(
    page
      .locator('[data-step]')
      .first()
      .getByText(/came here/),
  ).toBeVisible({ timeout: 90_000 });
  // Long enough for waits of an hour, which take a minute, and for the first messages.
  await page.waitForTimeout(Number(process.env['MILLRACE_PICTURES_WAIT'] ?? 120_000));
  await page.screenshot({ path: join(images, 'canvas.png') });
});
