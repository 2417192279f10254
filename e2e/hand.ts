import type { Locator, Page } from '@playwright/test';

/**
 * Mouse and keyboard of somebody who builds a flow, with each of their actions counted: a press, a drag, a key or shortcut,
 * a text typed into a field. Going to a field and typing into it is one.
 */
export class Hand {
  #actions = 0;

  constructor(private readonly page: Page) {}

  get actions(): number {
    return this.#actions;
  }

  async press(target: Locator, modifiers: ('Shift' | 'ControlOrMeta')[] = []): Promise<void> {
    this.#actions += 1;
    await target.click({ modifiers });
  }

  async key(name: string): Promise<void> {
    this.#actions += 1;
    await this.page.keyboard.press(name);
  }

  /** Types where the caret is, over what is chosen there. */
  async type(text: string): Promise<void> {
    this.#actions += 1;
    await this.page.keyboard.type(text);
  }

  async write(field: Locator, text: string): Promise<void> {
    this.#actions += 1;
    await field.click();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }
}
