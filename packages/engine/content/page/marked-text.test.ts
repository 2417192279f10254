import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { writeMarkedText } from './marked-text.ts';
import { markValue } from '../liquid/marks.ts';

const style = { link: 'L', paragraph: 'P', list: 'U', item: 'I', direction: 'ltr' as const, centred: false };
const link = (target: string) => ({
  href: target.replace(/[\uE010\uE011]/g, ''),
  plain: target.replace(/[\uE010\uE011]/g, ''),
});
const write = (text: string, linkOf: Parameters<typeof writeMarkedText>[1] = link) =>
  writeMarkedText(text, linkOf, style);
const bare = (html: string) => html.replace(/ (style|dir|target)="[^"]*"/g, '');

describe('marked text in an e-mail', () => {
  it('makes paragraphs at empty lines and line breaks at single ones', () => {
    const { html, plain } = write('One\ntwo\n\n\nThree');
    expect(bare(html)).toBe('<p>One<br />two</p><p>Three</p>');
    expect(plain).toBe('One\ntwo\n\nThree');
  });

  it('makes bold, italic, links and lists as the help text says', () => {
    const { html, plain } = write('**Big** and *small* [shop](https://a.example/x)\n- one\n- two **more**');
    expect(bare(html)).toBe(
      '<p><strong>Big</strong> and <em>small</em> <a href="https://a.example/x">shop</a></p><ul><li>one</li><li>two <strong>more</strong></li></ul>',
    );
    expect(plain).toBe('Big and small shop (https://a.example/x)\n\n- one\n- two more');
  });

  it('never lets a customer’s name become formatting, a link or HTML', () => {
    const { html, plain } = write(
      `Hi ${markValue('**Bob** [x](https://evil.example) <img src=x onerror=alert(1)>')}, **${markValue('*a*')}**`,
    );
    expect(bare(html)).toBe(
      '<p>Hi **Bob** [x](https://evil.example) &lt;img src=x onerror=alert(1)&gt;, <strong>*a*</strong></p>',
    );
    expect(plain).toBe('Hi **Bob** [x](https://evil.example) <img src=x onerror=alert(1)>, *a*');
  });

  it('keeps the text of a refused link', () => {
    const { html, plain } = write(`[back](${markValue('')})`, () => null);
    expect(bare(html)).toBe('<p>back</p>');
    expect(plain).toBe('back');
  });

  it('gives each paragraph its own reading direction, for Hebrew and Arabic', () => {
    expect(write('שלום עולם\n- פריט\n\nHello').html).toMatch(
      /^<p dir="rtl"[^>]*text-align:right[^>]*>.*<ul dir="rtl"[^>]*padding-right[^>]*>.*<p dir="ltr"[^>]*text-align:left/,
    );
    expect(write('12 %').html).toContain('dir="ltr"');
  });

  it('emits only its own tags, whatever is written or filled in', () => {
    const token = fc.oneof(
      fc.string(),
      fc.constantFrom('**', '*', '[', '](', ')', '\n', '\n\n', '- ', '<script>', '"', "'", '&').map(String),
      fc.string().map(markValue),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (parts) => {
        const { html } = write(parts.join(''), (target) => ({
          href: encodeURIComponent(target),
          plain: target,
        }));
        const tags = [...html.matchAll(/<\/?([^\s>/]+)[^>]*>/g)].map((match) => match[1]);
        expect(tags.every((tag) => ['p', 'br', 'ul', 'li', 'strong', 'em', 'a'].includes(tag!))).toBe(true);
        expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>"]/);
      }),
      { numRuns: 500 },
    );
  });
});
