import { editor } from './editor.ts';
import { picture } from './picture.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { settled } from './screens.ts';
import { expect, test } from './test.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const PEOPLE = 240;

/** People in Greenwich of whom half come at ten in the morning and half at eight in the evening, and some who enter a flow. */
async function people(): Promise<void> {
  const midnight = Date.now() - (Date.now() % DAY);
  const customer = (person: number) => ({
    email: `hours-${person}@example.com`,
    firstName: person % 2 === 0 ? 'Early' : 'Late',
    zone: 'UTC',
  });
  const events = Array.from({ length: PEOPLE }, (_, person) => [
    ...Array.from({ length: 7 }, (_other, visit) => ({
      id: `hours-${person}-${visit}`,
      type: 'product-viewed',
      occurredAt: new Date(
        midnight - (18 * visit + 2 + (person % 4)) * DAY + (person % 2 === 0 ? 10 : 20) * HOUR,
      ).toISOString(),
      customer: customer(person),
      properties: { productId: 'tea' },
    })),
    ...(person < 40
      ? [
          {
            id: `hours-asked-${person}`,
            type: 'asked-for-hours',
            occurredAt: new Date(midnight - DAY + 11 * HOUR).toISOString(),
            customer: customer(person),
            properties: {},
          },
        ]
      : []),
  ]).flat();
  for (let from = 0; from < events.length; from += 100)
    expect(await rest('POST', '/events', events.slice(from, from + 100))).toMatchObject({ refused: [] });
}

test('the best hour is set in the editor, rehearsed with its reasons, and its model shows what it learned', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await people();

  await test.step('the model learns from the visits and shows how well it foretells them', async () => {
    await page.goto('/settings/models');
    await page.getByRole('button', { name: 'Train now' }).click();
    await expect(page.getByText('The models are trained.')).toBeVisible({ timeout: 60_000 });
    const card = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'When does somebody have time?' }) });
    await expect(card.getByText('Better than the store’s', { exact: true })).toBeVisible();
    await expect(card.getByText(/^Learned from [\d,]+ visits of [\d,]+ customers/)).toBeVisible();
    await expect(card.getByText('Gained by their own hours')).toBeVisible();
    await expect(card.getByRole('row')).toHaveCount(25);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await picture(card, `${theme}-best-hour-card`);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(card, 'phone-best-hour-card');
    await page.setViewportSize({ width: 1_280, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'At their hour',
    graph: {
      schemaVersion: 2,
      subject: 'customer',
      nodes: [{ id: 'start', kind: 'event-trigger', config: { event: 'asked-for-hours' } }],
      edges: [],
      settings: { holdout: 0 },
    },
  });
  const configOf = async () =>
    (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.find(({ kind }) => kind === 'wait-best-hour')
      ?.config;

  await test.step('the step has its hours, its longest time and its exploration share', async () => {
    await page.goto(`/flows/${id}`);
    await page.locator('[data-step]').first().click();
    const { add, settings, choose, says } = editor(page);
    await add('Wait until their best hour');
    await choose('Not before', '06:00');
    await choose('Begins at the latest at', '22:00');
    await says('Wait until their best hour, 06:00 to 22:00');
    await expect(settings.getByRole('textbox', { name: 'Exploration share' })).toHaveValue('10');
    await settings.getByRole('textbox', { name: 'Exploration share' }).fill('0');
    await settings.getByRole('textbox', { name: 'Wait at most' }).fill('30');
    await settings.getByRole('textbox', { name: 'Wait at most' }).blur();
    await expect
      .poll(configOf)
      .toMatchObject({ from: '6', to: '22', exploration: 0, within: { amount: 30, unit: 'hours' } });
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await picture(page, `${theme}-best-hour-form`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('a rehearsal says for each person which hour, and why', async () => {
    await page.getByRole('button', { name: /^\d+ to do$/ }).click();
    await page
      .getByRole('button', { name: /^End here/ })
      .first()
      .click();
    await expect(page.getByRole('button', { name: /^(No problems|\d remark)/ })).toBeVisible();
    await page.getByRole('radio', { name: 'Rehearse' }).click();
    const step = page.locator('.react-flow__node').filter({ hasText: 'Wait until their best hour' });
    await expect(step.getByText('40 came here')).toBeVisible({ timeout: 60_000 });
    await step.getByText('40 came here').click();
    const list = page.getByRole('complementary', { name: 'Rehearsed people' });
    for (const [name, hour] of [
      ['Early', '10:00'],
      ['Late', '20:00'],
    ] as const) {
      await list
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .click();
      const story = page.getByRole('complementary', { name: 'Rehearsed person' });
      await expect(
        story.getByText(
          new RegExp(`Their best hour is ${hour}: \\d of their \\d visits began then\\. Waits until then`),
        ),
      ).toBeVisible();
      await picture(page, `light-best-hour-${name}`);
      await story.getByRole('button', { name: 'Back to the list' }).click();
    }
  });
});
