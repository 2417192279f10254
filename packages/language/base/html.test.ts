import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml } from './html.ts';

test('a text is shown as it is, and never ends an attribute or begins a tag', () => {
  expect(escapeHtml(`<a title="it's">R&D</a>`)).toBe('&lt;a title=&quot;it&#39;s&quot;&gt;R&amp;D&lt;/a&gt;');
  const plain = (html: string) =>
    html
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      expect(plain(escapeHtml(text))).toBe(text);
    }),
  );
});
