import { expect, test } from './test.ts';
import { clickGround, FORK, node, openFlow, ROW, step, stored } from './canvas-walk.ts';
import { rest, type FlowAnswer } from './rest.ts';

test('no line crosses the label of a branch, open or not', async ({ page }) => {
  await openFlow(page, { nodes: FORK.nodes.slice(0, 3), ways: ['start.next>split', 'split.left>a'] });
  await page.addStyleTag({
    content:
      '.react-flow__edgelabel-renderer span, .react-flow__edge-path { pointer-events: all !important }',
  });
  const labels = page.locator('.react-flow__edgelabel-renderer span[title]');
  await expect(labels).toHaveCount(2);
  for (const label of await labels.all()) {
    const above = await label.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const across = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) =>
        document.elementFromPoint(left + width * share, top + height / 2),
      );
      return across.every((found) => found === element);
    });
    expect(above, (await label.textContent()) ?? '').toBe(true);
  }
});

test('at full zoom-out every card shows its icon and its name in a readable size', async ({ page }) => {
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await page.goto(`/flows/${id}`);
  await expect(page.locator('[data-step]').first()).toBeVisible();
  await clickGround(page);
  await page.keyboard.press('f');
  await expect(page.locator('[data-canvas]')).toHaveAttribute('data-zoom', 'far');
  const names = await page.locator('.react-flow__node [data-words]').evaluateAll((elements) =>
    elements.map((element) => {
      const box = element.getBoundingClientRect();
      const scale = box.width / (element as HTMLElement).offsetWidth;
      return {
        name: element.getAttribute('data-words') ?? '',
        size: Number.parseFloat(getComputedStyle(element).fontSize) * scale,
        shown: box.width > 0,
      };
    }),
  );
  expect(names.length).toBe(await page.locator('[data-step]').count());
  for (const { name, size, shown } of names) {
    expect(shown, name).toBe(true);
    expect(size, name).toBeGreaterThanOrEqual(9.5);
  }
  for (const mark of await page
    .locator('.react-flow__node [data-words]')
    .locator('xpath=preceding::*[name()="svg"][1]')
    .all())
    expect((await mark.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(9);
  // Labels of branches do not overlap.
  const labels = await page
    .locator('.react-flow__edgelabel-renderer span[title]')
    .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect()));
  for (const [index, one] of labels.entries())
    for (const other of labels.slice(index + 1))
      expect(
        one.right <= other.left + 1 ||
          other.right <= one.left + 1 ||
          one.bottom <= other.top ||
          other.bottom <= one.top,
      ).toBe(true);
});

test('a card shows placeholders in words', async ({ page }) => {
  const text =
    'Only for you, because you were here before: {{ discount.code }} takes something off your cart';
  await openFlow(page, {
    nodes: [...ROW.nodes.slice(0, 2), { id: 'text', kind: 'send-sms', config: { content: { text } } }],
    ways: ['start.next>first', 'first.next>text'],
  });
  await expect(node(page, 'text')).toContainText('Text “Only for you');
  await expect(node(page, 'text')).not.toContainText('{');
  await expect(node(page, 'text')).not.toContainText('}');
});

test('a new step shows quietly what is left to do, and as an error only after it was edited or publishing was tried', async ({
  page,
}) => {
  const id = await openFlow(page, { nodes: ROW.nodes.slice(0, 2), ways: ['start.next>first'] });
  await page
    .getByRole('complementary', { name: 'Steps to add' })
    .getByRole('button', { name: 'Send e-mail' })
    .click();
  const problems = page.locator('header').getByRole('button', { name: /\d (to do|problem)/ });
  await expect(problems).toHaveAccessibleName(/^\d to do$/);
  const red = page.locator('.text-broken:visible, .border-broken:visible');
  await expect(red).toHaveCount(0);
  const mail = page.locator('.react-flow__node').filter({ hasText: 'E-mail without a subject yet' });
  await expect(mail).toContainText('To do: The e-mail has no subject yet.');

  // The subject was entered and left empty; the body was not touched.
  await page.getByRole('button', { name: 'Write the e-mail' }).click();
  const writing = page.getByRole('dialog', { name: 'Send e-mail' });
  await expect(writing.locator('.text-broken:visible')).toHaveCount(0);
  await writing.getByRole('textbox', { name: 'Subject' }).click();
  await writing.getByRole('textbox', { name: 'Preview line' }).click();
  await expect(writing.locator('.text-broken:visible').first()).toContainText(
    'The e-mail has no subject yet.',
  );
  await writing.getByRole('button', { name: 'Done' }).click();
  await expect(problems).toHaveAccessibleName(/^1 problem, \d to do$/);
  await expect(mail.locator('.text-broken').first()).toContainText('The e-mail has no subject yet.');

  // Another new step is quiet again until publishing is tried.
  await page.keyboard.press('Escape');
  await page
    .getByRole('complementary', { name: 'Steps to add' })
    .getByRole('button', { name: 'Send text message' })
    .click();
  const text = page.locator('.react-flow__node').filter({ hasText: 'Text message without text yet' });
  await expect(text).toContainText('To do:');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('dialog').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(problems).toHaveAccessibleName(/^\d problems$/);
  await expect(text.locator('.text-broken').first()).toBeVisible();
  expect((await stored(page, id)).nodes).toHaveLength(4);
});

test('a loop is pointed out with its messages and how to leave it, and may still be published', async ({
  page,
}) => {
  await openFlow(page, {
    nodes: [FORK.nodes[0]!, FORK.nodes[1]!, FORK.nodes[2]!, FORK.nodes[3]!, { id: 'x', kind: 'end' }],
    ways: ['start.next>split', 'split.left>a', 'a.next>b', 'b.next>split', 'split.right>x'],
  });
  await expect(node(page, 'split')).toContainText(
    'After “To the left” people come back to “Two ways” and go round again with 1 message each time',
  );
  await page.getByRole('button', { name: '1 remark' }).click();
  await page
    .getByRole('button', {
      name: /people come back to “Two ways”.*lead “To the left” to a step after the loop/,
    })
    .click();
  await expect(page.getByRole('complementary', { name: 'Settings of Two ways' })).toBeVisible();
  // Once opened as suggested, the warning is gone.
  await step(page, 'b').click();
  await page.getByRole('button', { name: 'Disconnect Next' }).click();
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
});

test('undo restores a deleted block, in the message editor and after closing it', async ({ page }) => {
  const id = await openFlow(page, ROW);
  const blocks = async () => {
    const config = (await stored(page, id)).nodes.find((known) => known.id === 'mail')?.config;
    return ((config?.['content'] as { blocks?: { type: string }[] } | undefined)?.blocks ?? []).map(
      (block) => block.type,
    );
  };
  await step(page, 'mail').click();
  await page.getByRole('button', { name: 'Write the e-mail' }).click();
  const writing = page.getByRole('dialog', { name: 'Hello again' });
  const rows = writing.getByRole('list', { name: 'Blocks of the body' }).locator('> li');
  await expect(rows).toHaveCount(3);
  await writing.getByRole('button', { name: /^Heading/ }).click();
  await writing.getByRole('button', { name: 'Delete Heading' }).click();
  await expect(rows).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rows).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(rows).toHaveCount(2);
  // From a focused field without changes, and by the button.
  await writing.getByRole('textbox', { name: 'Subject' }).click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rows).toHaveCount(3);
  await writing.getByRole('button', { name: 'Redo: delete block' }).click();
  await expect(rows).toHaveCount(2);
  // The field itself undoes typing.
  await writing.getByRole('textbox', { name: 'Subject' }).press('End');
  await page.keyboard.type('!!');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rows).toHaveCount(2);
  await writing.getByRole('button', { name: 'Done' }).click();
  await expect(writing).toBeHidden();
  await expect.poll(blocks).toEqual(['text', 'footer']);
  for (let presses = 0; presses < 6 && (await blocks()).length < 3; presses += 1)
    await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(blocks).toEqual(['text', 'heading', 'footer']);
});

test('on a phone a flow is read-only in every mode, panel and dialog, and the screen says so', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { id } = await rest<FlowAnswer>('POST', '/templates/abandoned-cart-ai/clone', {});
  await page.goto(`/flows/${id}`);
  const tree = page.getByRole('tree', { name: 'Outline of the flow' });
  const says = page.getByText('On a phone a flow is read only. Edit it on a larger screen.');
  await expect(tree).toBeVisible();
  await expect(says).toBeVisible();
  const changes = page.getByRole('button', {
    name: /^(Add|Publish|Delete|Duplicate|Connect|Disconnect|Undo|Redo|Lay out|Write|Start|Take)/,
  });
  const fields = page.locator(
    'input:not([type="search"]):visible:not([disabled]), textarea:visible:not([disabled]), [role="switch"]:not([data-disabled])',
  );
  const readOnly = async (where: string) => {
    await expect(changes, where).toHaveCount(0);
    await expect(fields, where).toHaveCount(0);
  };
  for (const mode of ['Watch', 'Rehearse', 'Build']) {
    await page.getByRole('radio', { name: mode }).click();
    await expect(says).toBeVisible();
    await readOnly(mode);
    for (const name of [/^Start: |Abandoned cart/, /E-mail: quick reminder/]) {
      await tree.getByRole('treeitem', { name }).first().click();
      await expect(page.locator('[data-zone="panel"]')).toBeVisible();
      await readOnly(`${mode}, panel`);
      await page.getByRole('button', { name: 'Close panel' }).click();
    }
  }
  await tree
    .getByRole('treeitem', { name: /E-mail: quick reminder/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Show the e-mail' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await readOnly('the message');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close panel' }).click();
  for (const panel of ['settings', 'problems', 'versions']) {
    await page.goto(`/flows/${id}?panel=${panel}`);
    await expect(page.locator('[data-zone="panel"]')).toBeVisible();
    await readOnly(panel);
  }
  await page.getByRole('button', { name: 'Close panel' }).click();
  await page.getByRole('button', { name: 'More about this flow' }).click();
  await expect(page.getByRole('menuitem', { name: /Publish|Lay out|Keys/ })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Find a step' }).click();
  await page.getByRole('combobox', { name: 'Find a step' }).fill('quick');
  await page.getByRole('option').first().click();
  await expect(page.getByRole('complementary', { name: 'Settings of E-mail: quick reminder' })).toBeVisible();
});
