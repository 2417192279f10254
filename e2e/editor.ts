import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** A problem at its field, also one that is still to do. */
const told = (words: string) => new RegExp(`^(To do: )?${words.replaceAll('.', '\\.')}$`);

/** The panel of a step, its card and the palette, named as on the screen. */
export function editor(page: Page) {
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  const settings = page.getByRole('complementary', { name: /^Settings of / });
  return {
    settings,
    field: (name: string | RegExp) => settings.getByRole('textbox', { name }),
    button: (name: string) => settings.getByRole('button', { name, exact: true }),
    add: async (title: string) => {
      await palette.getByRole('button', { name: title, exact: true }).click();
      await expect(settings).toContainText(title);
    },
    choose: async (field: string, option: string) => {
      await settings.getByRole('combobox', { name: field, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
      // The list fades out; until it is gone, the next field's options would be found twice.
      await expect(page.getByRole('option')).toHaveCount(0);
    },
    /** The chosen card says this now. */
    says: (words: string) =>
      expect(page.locator('[data-step][aria-current="true"]')).toContainText(words, { useInnerText: true }),
    asks: (words: string) => expect(settings.getByText(told(words))).toBeVisible(),
    asksNoLonger: (words: string) => expect(settings.getByText(told(words))).toHaveCount(0),
    undo: () => page.getByRole('button', { name: /^Undo: / }).click(),
    redo: () => page.getByRole('button', { name: /^Redo: / }).click(),
  };
}
