import axe, { type Result, type RunOptions } from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** Base UI's guards take the focus on their way round a dialog, and nobody meets them otherwise. */
const GUARDS = '[data-base-ui-focus-guard]';

interface Part {
  /** The part that is checked, a selector; the whole page when left out. */
  readonly within?: string;
  /** Ids of the rules that are checked; all when left out. */
  readonly rules?: readonly string[];
}

/**
 * What axe finds wrong on a page. Messages are in frames without scripts, where axe cannot run, so it checks the page around
 * them. Axe is put into a page once: reading its source takes longer than most checks.
 */
export async function violationsOf(page: Page, { within, rules }: Part = {}): Promise<Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    iframes: false,
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: [...rules] } } : {}),
  };
  const context = { exclude: [[GUARDS]], ...(within ? { include: [[within]] } : {}) };
  return page.evaluate(
    async ([what, how]) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      return (await run(what, how)).violations;
    },
    [context, options] as const,
  );
}

/** Violations in a line each: the rule and the elements that break it. */
export const told = (violations: readonly Result[]): readonly string[] =>
  violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );

/** Fails when axe finds anything on the page. @param what the page is, for the failure */
export async function expectAccessible(page: Page, what = 'accessibility'): Promise<void> {
  expect(told(await violationsOf(page)), what).toEqual([]);
}
