import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

interface Call {
  readonly id: string;
  readonly node: string;
  readonly status: string;
  readonly sentence: string | null;
}

/** Nothing listens here, and internal addresses are blocked, so the request is refused. */
const INSIDE = 'http://10.0.0.9:9/wishes';

test('a tag, a code and a request are set up in their panels, rehearsed and carried out, and their results are shown', async ({
  page,
}) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Wishes acted on',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      nodes: [{ id: 'start', kind: 'event-trigger', config: { event: 'made-a-wish' } }],
      edges: [],
      settings: { holdout: 0 },
    },
  });
  await page.goto(`/flows/${id}`);
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  const settings = page.getByRole('complementary', { name: /^Settings of / });
  const card = (words: string) => page.locator('[data-step]').filter({ hasText: words });
  /** The numbers of a step are below its button. */
  const counts = (words: string) => page.locator('.react-flow__node').filter({ hasText: words });
  const add = (title: string) => palette.getByRole('button', { name: title, exact: true }).click();
  const choose = async (field: string, option: RegExp) => {
    await settings.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: option }).click();
  };

  await test.step('each panel has its step’s fields, and the card shows them', async () => {
    await page.locator('[data-step]').first().click();
    await add('Update the customer');
    await settings.getByRole('textbox', { name: 'Tag' }).fill('wished');
    await expect(card('Add the tag “wished”')).toBeVisible();
    await add('Discount code');
    await choose('What it gives', /^Always the same/);
    await settings.getByRole('textbox', { name: 'Begins with' }).fill('WISH');
    await expect(card('Make a code for 10% off')).toBeVisible();
    await add('HTTP request');
    await settings.getByRole('textbox', { name: 'Address' }).fill(INSIDE);
    await choose('If it is not done', /^Take a branch for each/);
    await expect(card('POST 10.0.0.9:9/wishes')).toBeVisible();
    for (const way of ['Refused', 'Failed', 'Unclear'])
      await expect(page.getByText(way, { exact: true }).first()).toBeVisible();
  });

  await test.step('the open branches end here', async () => {
    await page.getByRole('button', { name: /^\d+ to do$/ }).click();
    await page.getByRole('button', { name: /^End here: all/ }).click();
    await expect(page.getByRole('button', { name: /^(No problems|\d remark)/ })).toBeVisible();
    // Each branch is drawn at once, even before the card's new size is known.
    for (const way of ['refused', 'failed', 'unknown'])
      await expect(
        page.locator(`.react-flow__edge[data-id^="http-request-"][data-id$=".${way}"]`),
      ).toHaveCount(1);
  });

  await test.step('a rehearsal counts each as done, and calls nothing', async () => {
    await page.getByRole('radio', { name: 'Rehearse' }).click();
    await page.getByRole('combobox', { name: 'Who is rehearsed' }).click();
    await page.getByRole('option', { name: 'Sample customers' }).click();
    await page.getByRole('button', { name: 'Run again' }).click();
    await expect(page.getByText(/sample customers, over 30 days: \d+ entries/)).toBeVisible();
    for (const words of ['Add the tag', 'Make a code', 'POST 10.0.0.9:9'])
      await expect(counts(words).getByText(/^[1-9][\d,]* done$/)).toBeVisible();
    expect((await rest<Listed<Call>>('GET', `/calls?flow=${id}`)).items).toEqual([]);
  });

  await test.step('once published, it works', async () => {
    await rest('POST', `/flows/${id}/publish`, {});
    const email = `wisher-${process.pid}-${Date.now()}@example.com`;
    await rest('POST', '/events', { id: email, type: 'made-a-wish', customer: { email } });
    const ended = async () => {
      const { items } = await rest<Listed<Call>>('GET', `/calls?flow=${id}`);
      return items.map(({ node, status }) => `${node.replace(/-\w+$/, '')} ${status}`).toSorted();
    };
    await expect
      .poll(ended, { timeout: 60_000 })
      .toEqual(['discount-code done', 'http-request refused', 'update-profile done']);
    const [customer] = (
      await rest<Listed<{ tags: readonly string[]; id: string }>>('GET', `/customers?email=${email}`)
    ).items;
    expect(customer?.tags).toContain('wished');
  });

  await test.step('and the canvas counts each branch', async () => {
    await page.goto(`/flows/${id}`);
    await page.getByRole('radio', { name: 'Watch' }).click();
    await expect(counts('Add the tag').getByText('1 done')).toBeVisible({ timeout: 60_000 });
    await expect(counts('Make a code').getByText('1 done')).toBeVisible();
    await expect(counts('POST 10.0.0.9:9').getByText('1 not done')).toBeVisible();
    await expect(page.getByRole('link', { name: /^1 went on from HTTP request by “Refused”$/ })).toHaveText(
      '1',
    );
    await rest('POST', `/flows/${id}/stop`);
  });
});
