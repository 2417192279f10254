import type { Page } from '@playwright/test';
import { Hand } from './hand.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test, WHOLE } from './test.ts';

/** Most actions allowed. An earlier release needed 119, with two dead ends. */
const AT_MOST = 100;

/** Actions of a person who builds a flow, named as on the screen. */
function builder(page: Page, hand: Hand) {
  const settings = page.getByRole('complementary', { name: /^Settings of / });
  const palette = page.getByRole('complementary', { name: 'Steps to add' });
  const field = (name: string) => settings.getByRole('textbox', { name });
  const card = (id: string) => page.locator(`[data-step="${id}"]`);
  const writing = page.getByRole('dialog');
  const done = async () => {
    await hand.press(writing.getByRole('button', { name: 'Done' }));
    await expect(writing).toBeHidden();
  };
  const chosen = async (kind = ''): Promise<string> => {
    const one = page.locator(`[data-step${kind && `^="${kind}"`}][aria-current="true"]`).first();
    await expect(one).toBeVisible();
    return (await one.getAttribute('data-step')) ?? '';
  };
  /** Brings the card into view, by showing the whole flow when it is beyond the edge. */
  const reach = async (id: string) => {
    const inside = await card(id).evaluate((element) => {
      const [box, ground] = [
        element.getBoundingClientRect(),
        document.querySelector('[data-canvas]')!.getBoundingClientRect(),
      ];
      return (
        box.left >= ground.left &&
        box.right <= ground.right &&
        box.top >= ground.top &&
        box.bottom <= ground.bottom
      );
    });
    if (inside) return;
    await hand.press(page.getByRole('button', { name: 'Show the whole flow' }));
    await expect(card(id)).toBeInViewport({ ratio: WHOLE });
  };
  return {
    settings,
    field,
    card,
    chosen,
    /** Adds a step behind the chosen one. */
    add: async (kind: string): Promise<string> => {
      await hand.press(palette.getByRole('button', { name: kind, exact: true }));
      return chosen();
    },
    /** Adds a step on an open branch. */
    addAt: async (after: string, way: string, kind: string): Promise<string> => {
      await hand.press(
        page
          .locator(`[data-drop-from="${after}"]`)
          .and(page.getByRole('button', { name: new RegExp(`for “${way}`) })),
      );
      await hand.type(kind);
      await hand.key('Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      return chosen();
    },
    open: async (id: string) => {
      await reach(id);
      await hand.press(card(id));
    },
    alsoChoose: (id: string) => hand.press(card(id), ['Shift']),
    event: async (name: string) => {
      await hand.write(settings.getByRole('combobox', { name: 'Event', exact: true }), name);
      await hand.key('Enter');
    },
    lasts: (name: string, words: string) => hand.write(field(name), words),
    mail: async (subject: string, body: string) => {
      await hand.press(settings.getByRole('button', { name: 'Write the e-mail' }));
      await hand.write(writing.getByRole('textbox', { name: 'Subject' }), subject);
      await hand.write(writing.getByRole('textbox', { name: 'Text', exact: true }), body);
      await done();
    },
    text: async (words: string) => {
      await hand.press(settings.getByRole('button', { name: 'Write the text message' }));
      await hand.write(writing.getByRole('textbox').first(), words);
      await done();
    },
    /** The step that a branch leads to on the canvas. */
    ledTo: async (from: string, port: string): Promise<string> => {
      const told = await page
        .locator(`.react-flow__edge[data-id="${from}.${port}"]`)
        .getAttribute('aria-label');
      return told?.split(' to ').at(-1) ?? '';
    },
    /** A double click on the card opens its text. */
    rewrite: async (id: string, subject: string, body: string) => {
      await reach(id);
      await hand.pressTwice(card(id));
      await hand.write(writing.getByRole('textbox', { name: 'Subject' }), subject);
      await hand.write(writing.getByRole('textbox', { name: 'Text', exact: true }), body);
      await done();
    },
    /** Connects a step to an existing one. */
    lead: async (from: string, to: string) => {
      await reach(to);
      await hand.drag(
        page.locator(`.react-flow__node[data-id="${from}"] .react-flow__handle-bottom`),
        card(to),
      );
    },
  };
}

test('“Abandoned cart, AI” is built from an empty canvas and published, without help and without a dead end', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const hand = new Hand(page);
  const build = builder(page, hand);
  await page.goto('/flows');
  await hand.press(page.getByRole('button', { name: 'New flow', exact: true }));
  await page.waitForURL(/\/flows\/[0-9a-f-]{36}/);
  const id = page.url().split('/').at(-1) ?? '';

  await test.step('the trigger, the exit rules, and the kind of shopper', async () => {
    await hand.press(page.locator('[data-step]').first());
    await build.event('left a cart');
    await hand.press(build.settings.getByRole('combobox', { name: 'Once at a time for each' }));
    await hand.press(page.getByRole('option', { name: /^Cart/ }));
    await hand.press(build.settings.getByText('Once for each cart or order'));
    await hand.press(build.settings.getByRole('button', { name: 'Add exit rule' }));
  });
  const shopper = await build.add('Decide: kind of shopper');
  await hand.write(build.field('Carts of high value, from'), '200');

  const [wait, reminder, opened] = await test.step('the branch of full-price buyers', async () => {
    const first = await build.addAt(shopper, 'Full-price', 'wait');
    await build.lasts('Wait for', '30 minutes');
    const quick = await build.add('Send e-mail');
    await build.mail(
      '{{ customer.firstName }}, your cart is here',
      'Everything you chose is still in your cart.',
    );
    const check = await build.add('Wait for an event');
    await build.event('opened an e-mail');
    await build.lasts('At most', '3 hours');
    await build.addAt(check, 'Not within 3 hours', 'text');
    await build.text('Your cart is saved. Reply if we can help.');
    return [first, quick, check] as const;
  });

  const ways = await test.step('a wait and an e-mail for each of the others, by copying', async () => {
    await build.open(wait);
    await build.alsoChoose(reminder);
    await hand.key('ControlOrMeta+c');
    await build.open(shopper);
    await hand.key('ControlOrMeta+Shift+v');
    const mails = page.locator('[data-step^="send-email"][aria-current="true"]');
    await expect(mails).toHaveCount(5);
    const made: { wait: string; mail: string }[] = [];
    for (const port of [
      'high-value',
      'new-category',
      'checkout-friction',
      'first-visit',
      'price-sensitive',
    ]) {
      const begins = await build.ledTo(shopper, port);
      made.push({ wait: begins, mail: await build.ledTo(begins, 'next') });
    }
    for (const [index, [subject, body]] of [
      ['May we help with your cart?', 'A person reads every reply.'],
      ['New to you: what others say', 'See why people come back for these.'],
      ['Stuck at the checkout?', 'Reply, and we finish it together.'],
      ['Nice to meet you', 'Here is who we are and how we ship.'],
      ['No hurry', 'Your cart stays as it is.'],
    ].entries())
      await build.rewrite(made[index]!.mail, subject!, body!);
    return made;
  });
  const [, category, checkout, visitor, price] = ways;

  await test.step('the longer waits, and the branch back to the check', async () => {
    for (const [one, length] of [
      [category, '1 hour'],
      [visitor, '1 hour'],
      [price, '4 hours'],
    ] as const) {
      await build.open(one!.wait);
      await build.lasts('Wait for', length);
    }
    await build.lead(category!.mail, opened);
    await build.lead(checkout!.mail, opened);
  });

  await test.step('new visitors get another e-mail the next morning', async () => {
    await build.open(visitor!.mail);
    await build.add('Wait');
    await build.lasts('Wait for', '20 hours');
    await build.add('Send e-mail');
    await build.mail('In good company', 'Thousands cook with these every day.');
    await build.lead(await build.chosen(), opened);
  });

  await test.step('price-sensitive people get an offer after a second visit', async () => {
    await build.open(price!.mail);
    await build.add('Wait for an event');
    await build.event('viewed a product');
    await build.lasts('At most', '3 days');
    await build.add('Wait');
    await build.lasts('Wait for', '2 hours');
    const offer = await build.add('Decide: offer');
    await build.add('Discount code');
    await build.add('Send e-mail');
    await build.mail('{{ discount.label }} for you', 'Use {{ discount.code }} within two days.');
    await build.addAt(offer, 'No offer', 'e-mail');
    await build.mail('Still on your mind?', 'It is all still here.');
  });

  await test.step('problems are listed when publishing, and fixed there', async () => {
    await hand.press(page.getByRole('button', { name: 'Publish', exact: true }));
    const dialog = page.getByRole('dialog');
    await hand.press(dialog.getByRole('button', { name: /^End here: all/ }));
    // A first name that some people lack is a warning with a one-click fix.
    await hand.press(dialog.getByRole('button', { name: 'Use “there” where it is empty' }));
    await expect(dialog.getByRole('region', { name: 'Before it is live' })).toContainText(
      /would have entered|Nobody/,
    );
    await hand.press(dialog.getByRole('button', { name: 'Publish flow' }));
    await expect(page.getByText('Version 1 is live.')).toBeVisible();
  });

  const flow = await rest<FlowAnswer>('GET', `/flows/${id}`);
  expect(flow.state).toBe('live');
  const count = (kind: string) => flow.graph.nodes.filter((node) => node.kind === kind).length;
  expect([
    count('send-email'),
    count('send-sms'),
    count('decide-recovery'),
    count('decide-offer'),
    count('discount-code'),
  ]).toEqual([9, 1, 1, 1, 1]);
  await rest('POST', `/flows/${id}/stop`);
  test.info().annotations.push({ type: 'actions', description: String(hand.actions) });
  expect(hand.actions, 'actions it took').toBeLessThanOrEqual(AT_MOST);
});
