import { describe, expect, it } from 'vitest';
import type { EmailContentInput } from '@millrace/channels';
import { brandSchema } from './page/brand.ts';
import { renderEmail } from './testing/render-here.ts';
import { sampleView } from './view/sample-view.ts';

const brand = brandSchema.parse({
  name: 'North & Thread',
  url: 'https://shop.example',
  address: '12 Mill Lane, Portland',
});
const render = async (content: EmailContentInput, more: Parameters<typeof renderEmail>[1] = {}) => {
  const mail = await renderEmail(content, { brand, campaign: 'Abandoned cart', ...more });
  return { ...mail, html: mail.html ?? '' };
};
const body = (...blocks: NonNullable<EmailContentInput['blocks']>): EmailContentInput => ({
  subject: 'Hello',
  blocks,
});
const count = (text: string, part: string) => text.split(part).length - 1;

describe('an e-mail as the customer receives it', () => {
  it('contains what the marketer wrote, in order, in HTML and in plain text', async () => {
    const mail = await render({
      subject: '{{ customer.firstName | default: "Hello" }}, your cart',
      preheader: 'We kept it.',
      blocks: [
        { type: 'heading', text: 'Still yours' },
        { type: 'text', text: 'Hi **{{ customer.firstName }}**' },
        { type: 'button', label: 'Back', link: '{{ cart.recoveryUrl }}' },
      ],
    });
    expect(mail.subject).toBe('Ann, your cart');
    expect(mail.senderName).toBe('North & Thread');
    expect(mail.html).toMatch(/Still yours[\s\S]*Hi <strong>Ann<\/strong>[\s\S]*Back/);
    expect(mail.html).toContain('We kept it.');
    expect(mail.text).toMatch(
      /^Still yours\n\nHi Ann\n\nBack: https:\/\/shop\.example\/cart\/8f2\?key=5d&utm_source=millrace&/,
    );
    expect(mail.html).toContain('href="https://shop.example/cart/8f2?key=5d&amp;utm_source=millrace&amp;');
  });

  it('always ends with its sender and how to unsubscribe, with or without a footer block', async () => {
    const withBlock = await render(
      body({ type: 'text', text: 'x' }, { type: 'footer', note: 'You left a cart.' }),
    );
    const without = await render(body({ type: 'text', text: 'x' }));
    for (const mail of [withBlock, without]) {
      expect(mail.html).toContain('North &amp; Thread · 12 Mill Lane, Portland');
      expect(count(mail.html, 'href="https://shop.example/u/sample"')).toBe(1);
      expect(mail.text).toContain('Unsubscribe: https://shop.example/u/sample');
    }
    expect(withBlock.html).toContain('You left a cart.');
  });

  it('needs no unsubscribe link when it is about an order, and is refused without one when it is marketing', async () => {
    const order = await render(body({ type: 'text', text: 'x' }), { purpose: 'transactional' });
    expect(order.html).not.toContain('Unsubscribe');
    expect(order.text).not.toContain('Unsubscribe');
    await expect(
      render(body({ type: 'text', text: 'x' }), {
        view: sampleView({ links: { unsubscribe: '', preferences: '', returns: null, answer: '' } }),
      }),
    ).rejects.toThrow(/unsubscribe link is missing/);
  });

  it('tracks opens and clicks by the given addresses, and never the unsubscribe link', async () => {
    const mail = await render(
      body(
        { type: 'text', text: '[a](https://a.example) [u]({{ links.unsubscribe }})' },
        { type: 'button', label: 'B', link: 'https://b.example' },
      ),
      {
        addressOf: (_url, index) => `https://app.example/c/${index}`,
        openUrl: 'https://app.example/o/x.gif',
      },
    );
    expect(mail.html).toContain('<img src="https://app.example/o/x.gif" width="1" height="1"');
    expect(mail.html).not.toContain('href="https://a.example');
    expect(count(mail.html, 'href="https://shop.example/u/sample"')).toBe(2);
    expect(mail.links.map((link) => [link.index, new URL(link.url).host])).toEqual([
      [0, 'shop.example'],
      [1, 'a.example'],
      [2, 'b.example'],
    ]);
    for (const link of mail.links) expect(mail.html).toContain(`href="https://app.example/c/${link.index}"`);
  });

  it('leaves out a button whose link has a missing value, and says so', async () => {
    const mail = await render(
      body(
        { type: 'text', text: 'x' },
        { type: 'button', label: 'Back to my cart', link: '{{ cart.recoveryUrl }}' },
      ),
      { view: sampleView({ cart: null }) },
    );
    expect(mail.html).not.toContain('Back to my cart');
    expect(mail.refusedLinks).toEqual([
      { field: 'blocks.1.link', sentence: expect.stringContaining('Back to my cart') as string },
    ]);
  });

  it('leaves out cart, discount and recommendations when the person has none', async () => {
    const blocks = body(
      { type: 'text', text: 'x' },
      { type: 'cart' },
      { type: 'discount', title: 'A gift' },
      { type: 'recommendations', title: 'More' },
    );
    const full = await render(blocks);
    const bare = await render(blocks, {
      view: sampleView({ cart: null, discount: null, recommendations: [] }),
    });
    for (const words of ['Linen shirt', 'MILL-7KQ2', 'A gift', 'More', 'Merino scarf']) {
      expect(full.html).toContain(words);
      expect(bare.html).not.toContain(words);
    }
    expect(bare.text).not.toContain('A gift');
  });

  it('shows the code with its terms in the customer’s time zone', async () => {
    const discount = {
      code: 'SAVE-1',
      kind: 'percentage' as const,
      value: 10,
      label: '10% off',
      expiresAt: Date.UTC(2026, 10, 24, 3),
      minimum: 5_000,
    };
    const mail = await render(body({ type: 'discount', title: '{{ discount.label }} for you' }), {
      view: sampleView({ discount }),
    });
    expect(mail.html).toContain('10% off for you');
    expect(mail.text).toContain('Use it until Monday, November 23. On orders from $50.00.');
  });

  it('shows the products of the order and the product of the flow, and leaves them out when there are none', async () => {
    const blocks = [{ type: 'order' }, { type: 'product' }, { type: 'text', text: 'Bye' }] as const;
    const mail = await render(body(...blocks));
    expect(mail.html).toMatch(/Linen shirt[\s\S]*\$129\.00[\s\S]*Linen shirt/);
    expect(mail.text).toMatch(/^- Linen shirt, \$69\.00\nTotal: \$129\.00\n\nLinen shirt, \$69\.00\n\nBye/);
    const unpriced = await render(body({ type: 'product', showPrice: false }, { type: 'text', text: 'Bye' }));
    expect(unpriced.html).not.toContain('$69.00');
    const without = await render(body(...blocks), { view: sampleView({ order: null, product: null }) });
    expect(without.html).not.toContain('Linen shirt');
    expect(without.text).toMatch(/^Bye/);
  });

  it('shortens a cart with a hundred products, and stays small enough not to be clipped', async () => {
    const product = sampleView().cart!.lines[0]!;
    const lines = Array.from({ length: 100 }, (_, index) => ({
      ...product,
      title: `Product ${index}`,
      url: `https://shop.example/p/${index}`,
    }));
    const mail = await render(body({ type: 'cart', maximum: 5 }), {
      view: sampleView({ cart: { ...sampleView().cart!, lines } }),
    });
    expect(count(mail.html, 'width="82"')).toBe(5);
    expect(mail.links).toHaveLength(6);
    expect(mail.html).toContain('and 95 more');
    expect(mail.text).toContain('- and 95 more');
    const longest = await render(
      body(
        ...Array.from({ length: 58 }, (_, index) => ({
          type: 'text' as const,
          text: `Paragraph ${index}. `.repeat(20),
        })),
      ),
    );
    expect(Buffer.byteLength(longest.html)).toBeLessThan(102_000);
  });
});

describe('an e-mail for people with unusual names', () => {
  const hostile = '<script>alert(1)</script>"\'&\uE0000\uE001{{ store.name }}';
  it('shows them as plain text in every block', async () => {
    const view = sampleView({
      customer: { ...sampleView().customer, firstName: hostile },
      cart: {
        ...sampleView().cart!,
        lines: [
          {
            title: hostile,
            price: 100,
            currency: 'USD',
            image: 'https://x.example/"onerror="alert(1)',
            url: 'javascript:alert(1)',
            quantity: 1,
          },
        ],
      },
      recommendations: [
        { title: hostile, price: 100, currency: 'USD', image: 'data:text/html,x', url: null, quantity: 1 },
      ],
      discount: { ...sampleView().discount!, code: hostile, label: hostile },
    });
    const mail = await render(
      {
        subject: '{{ customer.firstName }}',
        preheader: '{{ customer.firstName }}',
        blocks: [
          { type: 'heading', text: '{{ customer.firstName }}' },
          { type: 'text', text: 'Hi {{ customer.firstName }} <img src=x onerror=alert(2)>' },
          {
            type: 'image',
            url: 'https://shop.example/{{ customer.firstName }}.png',
            alt: '{{ customer.firstName }}',
            link: 'https://shop.example/?n={{ customer.firstName }}',
          },
          {
            type: 'button',
            label: '{{ customer.firstName }}',
            link: 'https://shop.example/?n={{ customer.firstName }}',
          },
          { type: 'cart' },
          { type: 'recommendations', title: '{{ customer.firstName }}' },
          { type: 'discount', title: '{{ customer.firstName }}', note: '{{ customer.firstName }}' },
          { type: 'footer', note: '{{ customer.firstName }}' },
        ],
      },
      { view },
    );
    expect(mail.html).not.toMatch(/<script/i);
    expect(mail.html).not.toMatch(/<[^>]*\son\w+=/i);
    expect(mail.html).not.toContain('javascript:');
    expect(mail.html).not.toMatch(/[\uE000-\uE01F]/);
    expect(mail.html).toContain('&lt;script&gt;');
    expect(mail.html).toContain('{{ store.name }}');
  });

  it('keeps the subject on one line, so that a name cannot add headers', async () => {
    const view = sampleView({
      customer: { ...sampleView().customer, firstName: 'Ann\r\nBcc: all@example.com\u2028x' },
    });
    const mail = await render(
      {
        ...body({ type: 'text', text: 'x' }),
        subject: 'Hi {{ customer.firstName }}',
        senderName: 'Shop\r\nX: y',
      },
      { view },
    );
    expect(mail.subject).toBe('Hi Ann Bcc: all@example.com x');
    expect(mail.senderName).toBe('Shop X: y');
  });

  it('keeps Arabic, Hebrew, emoji and long words intact', async () => {
    const name = 'مريم 👩🏽‍🚀 שירה';
    const mail = await render(
      {
        subject: '{{ customer.firstName }} 🎁',
        blocks: [{ type: 'text', text: 'مرحبا {{ customer.firstName }}' }],
      },
      { view: sampleView({ customer: { ...sampleView().customer, firstName: name } }) },
    );
    expect(mail.subject).toBe(`${name} 🎁`);
    expect(mail.html).toContain(`مرحبا ${name}`);
    expect(mail.html).toContain('<p dir="rtl"');
    expect(mail.text).toContain(name);
  });
});

describe('an e-mail that cannot be rendered', () => {
  it('is refused with the place and the reason', async () => {
    await expect(render(body({ type: 'text', text: '{% if customer %}' }))).rejects.toThrow(
      /the text in block 1: “{% if %}” is never closed/,
    );
    await expect(
      render({ ...body({ type: 'text', text: 'x' }), subject: '{{ customer.middleName }}' }),
    ).rejects.toThrow(/the subject is empty/);
  });

  it('keeps one person’s values out of the next e-mail of the same content', async () => {
    const content = body({ type: 'text', text: 'Hi {{ customer.firstName }}' }, { type: 'cart' });
    await render(content);
    const next = await render(content, {
      view: sampleView({ customer: { ...sampleView().customer, firstName: 'Bo' }, cart: null }),
    });
    expect(next.html).toContain('Hi Bo');
    expect(next.html).not.toMatch(/Hi Ann|Linen shirt/);
  });
});

describe('an e-mail of a shop with a right-to-left language', () => {
  it('aligns page, cart and texts to the right', async () => {
    const mail = await render(body({ type: 'text', text: 'مرحبا' }, { type: 'cart' }), {
      brand: brandSchema.parse({ name: 'متجر', language: 'ar' }),
    });
    expect(mail.html).toContain('<html lang="ar" dir="rtl"');
    expect(mail.html).toContain('direction:rtl');
    expect(mail.html).not.toContain('direction:ltr');
    expect(mail.html).toMatch(/<td align="left"[^>]*>\$69\.00/);
  });
});
