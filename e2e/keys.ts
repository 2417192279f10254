import { expect, type Locator, type Page } from '@playwright/test';

const HAS_KEYBOARD = (element: Element) =>
  element === document.activeElement || element.contains(document.activeElement);

/** Presses Tab until the target has the focus, as a person without a mouse would. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await target.evaluate(HAS_KEYBOARD)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target.toString()} cannot be reached by the keyboard.`);
}

/** Expects the focused element to show it: by an outline, a ring or a coloured border. */
export async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    for (
      let element = document.activeElement;
      element && element !== document.body;
      element = element.parentElement
    ) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true;
      if (element.getBoundingClientRect().width > 500) return false;
    }
    return false;
  });
  expect(seen, 'the focus is visible').toBe(true);
}
