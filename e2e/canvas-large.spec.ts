import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { chosen, openFlow } from './canvas-walk.ts';

const STEPS = 200;

/**
 * Counts the cards and lines that React renders again, in the production build, by the hook of React's own
 * tools.
 */
async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Fiber {
      readonly tag: number;
      readonly flags: number;
      readonly stateNode: unknown;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
    }
    const drawn = new Set<string>();
    let before = new WeakSet<Fiber>();
    const nameOf = (fiber: Fiber): string | null => {
      let inner: Fiber | null = fiber;
      while (inner && !(inner.stateNode instanceof Element)) inner = inner.child;
      const element = (inner?.stateNode as Element | undefined)?.closest<HTMLElement>(
        '.react-flow__node, .react-flow__edge',
      );
      return element?.dataset['id'] ?? null;
    };
    const look = (root: Fiber) => {
      const now = new WeakSet<Fiber>();
      const stack: Fiber[] = [root];
      for (let fiber = stack.pop(); fiber; fiber = stack.pop()) {
        now.add(fiber);
        // A component that rendered in this commit is new, with the first flag set.
        const name =
          (fiber.flags & 1) === 1 && [0, 11, 14, 15].includes(fiber.tag) && !before.has(fiber)
            ? nameOf(fiber)
            : null;
        if (name) drawn.add(name);
        if (fiber.child) stack.push(fiber.child);
        if (fiber.sibling) stack.push(fiber.sibling);
      }
      before = now;
    };
    Object.assign(window, {
      drawnAgain: drawn,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        renderers: new Map(),
        supportsFiber: true,
        inject: () => 1,
        checkDCE: () => undefined,
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => look(root.current),
      },
    });
  });
}

const forget = (page: Page) =>
  page.evaluate(() => (window as unknown as { drawnAgain: Set<string> }).drawnAgain.clear());
const drawnAgain = (page: Page) =>
  page.evaluate(() => [...(window as unknown as { drawnAgain: Set<string> }).drawnAgain]);

test('in a flow of two hundred steps only changed parts render again', async ({ page }) => {
  await watchDrawing(page);
  const waits = Array.from({ length: STEPS - 2 }, (_, index) => ({
    id: `w${index}`,
    kind: 'wait',
    config: { duration: { amount: 1, unit: 'hours' } },
  }));
  await openFlow(page, {
    nodes: [
      { id: 'start', kind: 'event-trigger', config: { event: 'made-a-wish' } },
      ...waits,
      { id: 'end', kind: 'end' },
    ],
    ways: [
      'start.next>w0',
      ...waits.map((wait, index) => `${wait.id}.next>${waits[index + 1]?.id ?? 'end'}`),
    ],
  });
  await page.getByRole('button', { name: 'Show the whole flow' }).click();
  await expect.poll(() => page.locator('[data-step]').count()).toBeGreaterThan(80);
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveCount(1);
  const settle = () => page.waitForTimeout(500);
  await settle();

  await forget(page);
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toHaveAttribute('data-step', 'w0');
  await settle();
  expect((await drawnAgain(page)).length, 'choosing another step').toBeLessThanOrEqual(2);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Wait for' })).toBeFocused();
  await settle();
  await forget(page);
  await page.keyboard.type('2');
  await expect(chosen(page)).toContainText(/2 hours|12 hours|21 hours/);
  await settle();
  expect((await drawnAgain(page)).length, 'typing in its settings').toBeLessThanOrEqual(2);

  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Watch' }).click();
  await expect(page.getByText('Nobody yet').first()).toBeVisible();
  await page.waitForResponse((answer) => answer.url().includes('flows.counts'));
  await settle();
  await forget(page);
  await page.waitForResponse((answer) => answer.url().includes('flows.counts'));
  await settle();
  expect(await drawnAgain(page), 'asking for numbers that did not change').toEqual([]);
});
