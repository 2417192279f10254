import type { Locator, Page } from '@playwright/test';

/**
 * Mouse and keyboard of a person who builds a flow. Counts each action: a click, a drag, a key or shortcut,
 * or a text typed into a field, including the move to the field.
 */
export class Hand {
  #actions = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get actions(): number {
    return this.#actions;
  }

  async press(target: Locator, modifiers: ('Shift' | 'ControlOrMeta')[] = []): Promise<void> {
    this.#actions += 1;
    await target.click({ modifiers });
  }

  /** One action of two quick clicks. */
  async pressTwice(target: Locator): Promise<void> {
    this.#actions += 1;
    await target.dblclick();
  }

  async key(name: string): Promise<void> {
    this.#actions += 1;
    await this.#page.keyboard.press(name);
  }

  /** Types at the caret. */
  async type(text: string): Promise<void> {
    this.#actions += 1;
    await this.#page.keyboard.type(text);
  }

  /** Moves to a field and replaces its content. */
  async write(field: Locator, text: string): Promise<void> {
    this.#actions += 1;
    await field.click();
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text);
  }

  async drag(from: Locator, to: Locator): Promise<void> {
    this.#actions += 1;
    const [begin, end] = [await middleOf(from), await middleOf(to)];
    await this.#page.mouse.move(begin.x, begin.y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(end.x, end.y, { steps: 12 });
    await this.#page.mouse.up();
  }
}

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator.toString()} is not on the screen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
