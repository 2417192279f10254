import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MillraceError } from '@millrace/base';
import { customer } from '@millrace/flow/testing';
import type { RenderTools } from '../rendering.ts';
import { pushChannel } from './channel.ts';
import { pushContentSchema, pushPartsSchema, type PushParts } from './content.ts';

const codes = (content: unknown) =>
  pushChannel.problems(content).map(({ severity, code, field }) => `${severity} ${code} ${field}`);

describe('the problems of a notification', () => {
  it('include a missing title, and one that phones cut', () => {
    expect(codes({ title: ' ', text: 'Hello' })).toEqual(['error title-missing title']);
    expect(codes({ title: 'x'.repeat(51) })).toEqual(['warning title-long title']);
    expect(codes({ title: 'Hi', text: 'x'.repeat(151) })).toEqual(['warning text-long text']);
    expect(pushChannel.problems({ title: 'Hi', text: 'x'.repeat(500) })[0]?.sentence).toBe(
      'The text has 500 characters; it is cut after 400.',
    );
    // What a placeholder becomes is known only when it is filled in.
    expect(codes({ title: `{{ customer.firstName | default: "there" }} ${'x'.repeat(60)}` })).toEqual([]);
  });

  it('include links and pictures that cannot be used', () => {
    expect(codes({ title: 'Hi', link: 'shop.example' })).toEqual(['error link-unusable link']);
    expect(codes({ title: 'Hi', link: 'mailto:a@b.example' })).toEqual(['error link-unusable link']);
    expect(codes({ title: 'Hi', link: '{{ cart.recoveryUrl }}' })).toEqual([]);
    expect(codes({ title: 'Hi', picture: 'http://shop.example/a.png' })).toEqual([
      'error picture-address picture',
    ]);
    expect(codes({ title: 'Hi', text: 'See https://shop.example' })).toEqual(['warning link-in-text text']);
  });

  it('include a button that says nothing', () => {
    expect(codes({ title: 'Hi', secondButton: { link: 'https://shop.example' } })).toEqual([
      'error button-text-missing secondButton.text',
    ]);
    expect(codes({ title: 'Hi', firstButton: { text: 'Go', link: 'javascript:alert(1)' } })).toEqual([
      'error link-unusable firstButton.link',
    ]);
    expect(codes({ title: 'Hi', firstButton: { text: 'Go' } })).toEqual([]);
  });
});

const left: string[] = [];
const made: string[] = [];
const tools = (values: Readonly<Record<string, string>> = {}): RenderTools =>
  ({
    fill: (texts: readonly string[]) =>
      texts.map((text) => ({
        ok: true,
        text: text.replace(/\{\{ ([\w.]+) \}\}/g, (_, path: string) => values[path] ?? ''),
      })),
    links: ({ medium }: { medium: string }) => ({
      add: (link: string, label: string) => {
        if (!/^https?:\/\//.test(link)) return null;
        made.push(`${medium} ${label}`);
        return `counted:${link}`;
      },
      leaveOut: (field: string, why: string) => left.push(`${field}: ${why}`),
    }),
    oneLine: (text: string) => text.replace(/\s+/g, ' ').trim(),
    shop: 'North & Thread',
  }) as unknown as RenderTools;

const write = (
  content: object,
  values: Readonly<Record<string, string>> = { 'store.url': 'https://shop.example' },
) => {
  left.length = 0;
  made.length = 0;
  const written = pushChannel.write(
    {
      content: pushContentSchema.parse(content),
      purpose: 'marketing',
      isFirst: true,
      view: { cart: null, locale: 'en', links: { unsubscribe: '', preferences: '' } },
    },
    tools(values),
  ) as Awaited<ReturnType<typeof pushChannel.write>>;
  return { ...written, parts: written.parts as unknown as PushParts };
};

describe('a written notification', () => {
  it('has a title, a text, and a counted link for the tap and for each button', () => {
    const { subject, text, parts } = write({
      title: ' Your\ncart ',
      text: 'It waits.',
      link: 'https://shop.example/cart',
      firstButton: { text: 'Back', link: 'https://shop.example/back' },
      secondButton: { text: 'More' },
      keptFor: '6h',
      urgency: 'high',
      replaces: false,
    });
    expect({ subject, text }).toEqual({ subject: 'Your cart', text: 'It waits.' });
    expect(parts).toEqual({
      link: 'counted:https://shop.example/cart',
      picture: null,
      buttons: [
        { text: 'Back', link: 'counted:https://shop.example/back' },
        { text: 'More', link: 'counted:https://shop.example/cart' },
      ],
      shop: 'North & Thread',
      keptFor: 21_600,
      urgency: 'high',
      replaces: false,
    });
    expect(made).toEqual(['push Your cart', 'push Back']);
    expect(pushPartsSchema.parse(parts)).toEqual(parts);
  });

  it('leads to the shop where its own link has no value', () => {
    expect(write({ title: 'Hi' }).parts.link).toBe('counted:https://shop.example');
    expect(write({ title: 'Hi', link: '{{ cart.recoveryUrl }}' }).parts.link).toBe(
      'counted:https://shop.example',
    );
  });

  it('is cut to what is sent, between whole characters', () => {
    const { subject, text } = write({ title: '😀'.repeat(100), text: 'é'.repeat(700) });
    expect([subject!.length, text.length]).toEqual([119, 400]);
    // Cut between whole characters: a half of one would be encoded as another.
    expect(Buffer.from(subject!).toString()).toBe(subject);
    expect(text.endsWith('…')).toBe(true);
  });

  it('leaves out a picture that no browser would load, and says so', () => {
    expect(write({ title: 'Hi', picture: 'https://shop.example/a.png' }).parts.picture).toBe(
      'https://shop.example/a.png',
    );
    expect(write({ title: 'Hi', picture: '{{ x }}/a.png' }).parts.picture).toBeNull();
    expect(left).toEqual(['picture: The picture was left out: its address does not begin with https://.']);
    expect(
      write({ title: 'Hi', picture: `https://shop.example/${'a'.repeat(800)}` }).parts.picture,
    ).toBeNull();
    expect(left[0]).toMatch(/longer than 800 characters/);
  });

  it('is refused without a title, and without anywhere to lead', () => {
    const problemOf = (act: () => unknown) => {
      try {
        return act();
      } catch (error) {
        return error instanceof MillraceError ? JSON.stringify(error.details) : error;
      }
    };
    expect(problemOf(() => write({ title: '{{ x }}' }))).toMatch(/title is empty/);
    expect(problemOf(() => write({ title: 'Hi' }, {}))).toMatch(/leads nowhere/);
  });

  it('fits into the bytes that push services take, whatever is written', () => {
    const any = fc.string({ unit: fc.constantFrom('a', '漢', '😀', '"', '\\', '\u0001'), maxLength: 300 });
    fc.assert(
      fc.property(any, any, any, (title, text, button) => {
        const written = write({
          title: `x${title}`,
          text: text + text,
          picture: `https://shop.example/${'p'.repeat(770)}`,
          firstButton: { text: button.slice(0, 120) },
          secondButton: { text: button.slice(0, 120) },
        });
        // Without the links, for which there are about 250 bytes each.
        const said = JSON.stringify([
          written.subject,
          written.text,
          written.parts.picture,
          written.parts.buttons.map((one) => one.text),
        ]);
        expect(Buffer.byteLength(said)).toBeLessThan(3_993 - 3 * 300 - 150);
      }),
    );
  });
});

describe('whom a notification reaches', () => {
  it('is everybody with a browser that shows them', () => {
    expect(pushChannel.addressOf(customer({ browsers: 'Chrome on Android' }))).toBe('Chrome on Android');
    expect(pushChannel.addressOf(customer({ browsers: null }))).toBeNull();
  });
});

describe('the card of a notification on the canvas', () => {
  it('shows its title, and what is missing', () => {
    expect(pushChannel.plainSummary({ title: 'Hi {{ customer.firstName | default: "there" }}' })).toBe(
      'Push “Hi there”',
    );
    expect(pushChannel.plainSummary(undefined)).toBe('Push notification without a title yet');
    expect(pushChannel.mention(pushContentSchema.parse({ title: 'Hi' }))).toBe('the push notification “Hi”');
    expect(pushChannel.mention(pushContentSchema.parse({}))).toBe('a push notification');
  });
});
