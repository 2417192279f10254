import { expect, test } from './test.ts';
import { graphOf, node, ROW } from './canvas-walk.ts';
import { rest, type FlowAnswer } from './rest.ts';

const wishes = (from: number, to: number) =>
  rest('POST', '/events', {
    events: Array.from({ length: to - from }, (_, index) => ({
      id: `wish-${process.pid}-${Date.now()}-${from + index}`,
      type: 'made-a-wish',
      occurredAt: new Date().toISOString(),
      customer: { email: `wisher-${from + index}-${process.pid}@example.com` },
    })),
  });

test('numbers belong to the mode, are live in Watch, and open lists of exactly as many', async ({ page }) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Counted live',
    graph: { ...graphOf(ROW), settings: { holdout: 0 } },
  });
  await rest('POST', `/flows/${id}/publish`, {});
  await wishes(0, 3);
  await page.goto(`/flows/${id}`);
  await expect(page.locator('[data-step]').first()).toBeVisible();
  // Build shows no numbers.
  await expect(page.getByText('came here')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Watch' }).click();
  const came = (step: string) => node(page, step).getByText(/^[\d,]+ came here$/);
  const went = page.getByRole('link', { name: /went on from Event$/ });
  await expect(came('start')).toHaveText('3 came here', { timeout: 60_000 });
  await expect(went).toHaveText('3');

  // The busiest branch shows its present number, although its share of the traffic stays the same.
  await wishes(3, 5);
  await expect(went).toHaveText('5', { timeout: 60_000 });
  await expect(came('first')).toHaveText('5 came here');
  await expect(node(page, 'first').getByText('5 here now')).toBeVisible();

  // A click on a number lists the people it counts.
  for (const [link, says] of [
    [went, '5 people went on from “Event”'],
    [node(page, 'first').getByRole('link', { name: '5 here now' }), '5 people are at “Wait” now'],
    [node(page, 'start').getByRole('link', { name: '5 came here' }), '5 people came to “Event”'],
  ] as const) {
    await link.click();
    await expect(page.getByRole('heading', { name: says })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Counted here' }).locator('tbody tr')).toHaveCount(5);
    await page.goto(`/flows/${id}`);
    await page.getByRole('radio', { name: 'Watch' }).click();
  }
  await rest('POST', `/flows/${id}/stop`);
});

test('a rehearsal has its own numbers, on lines and on cards', async ({ page }) => {
  const start = {
    id: 'start',
    kind: 'event-trigger',
    config: { event: 'cart-abandoned', exits: [{ event: 'order-placed' }] },
  };
  const { id } = await rest<FlowAnswer>('POST', '/flows', {
    name: 'Rehearsed only',
    graph: { ...graphOf({ ...ROW, nodes: [start, ...ROW.nodes.slice(1)] }), settings: { holdout: 0 } },
  });
  await page.goto(`/flows/${id}`);
  await page.getByRole('radio', { name: 'Rehearse' }).click();
  const came = node(page, 'first').getByText(/^[\d,]+ came here$/);
  await expect(came).toBeVisible({ timeout: 60_000 });
  await expect(came).not.toHaveText(/^0 /);
  const number = ((await came.textContent()) ?? '').replace(' came here', '');
  const line = page.locator('.react-flow__edgelabel-renderer').getByText(number, { exact: true }).first();
  await expect(line).toBeVisible();
  // Nobody is in the flow, and no link leads to real people.
  await page.getByRole('radio', { name: 'Watch' }).click();
  await expect(node(page, 'first').getByText('Nobody yet')).toBeVisible();
  await expect(page.locator('.react-flow__edgelabel-renderer').getByText(/\d/)).toHaveCount(0);
});
