import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framedPage } from './preview-props.ts';

const POLICY = '<meta http-equiv="Content-Security-Policy"';
const count = (text: string, part: string) => text.split(part).length - 1;

describe('the page of an e-mail in its frame', () => {
  it.each([
    ['<html><head></head><body>x</body></html>', '<head>'],
    ['<html><HEAD lang="en"><title>x</title></HEAD><body>x</body></html>', '<HEAD lang="en">'],
    ['<html><head\n><title>x</title></head></html>', '<head\n>'],
  ])('has its policy right behind the head: %s', (html, head) => {
    const page = framedPage(html);
    expect(page).toContain(`${head}${POLICY}`);
    expect(page.replace(/<meta http-equiv.*?<meta name="referrer" content="no-referrer">/, '')).toBe(html);
  });

  it.each(['', '<p>bare</p>', '<header>North</header><p>x</p>', '<thead><tr></tr></thead>', 'just words'])(
    'gets a head where it has none: %s',
    (html) => {
      const page = framedPage(html);
      expect(page).toMatch(/^<!doctype html><head><meta http-equiv="Content-Security-Policy"/);
      expect(page.endsWith(`</head>${html}`)).toBe(true);
    },
  );

  it('has the policy once and in front of anything that could load something, whatever the page is', () => {
    const piece = fc.constantFrom(
      '<html>',
      '<head>',
      '<head class="a">',
      '</head>',
      '<header>',
      '<body>',
      '<img src="https://a.example/x.png">',
      '<script>alert(1)</script>',
      '$&',
      '$1',
      'words',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const page = framedPage(pieces.join(''));
        expect(count(page, POLICY)).toBe(1);
        expect(page).toContain("default-src 'none'");
        const head = pieces.findIndex((one) => one.startsWith('<head>') || one.startsWith('<head '));
        const before = head < 0 ? '' : pieces.slice(0, head).join('');
        expect(page.indexOf(POLICY)).toBeLessThanOrEqual(
          before.length + '<!doctype html><head class="a">'.length,
        );
        // Nothing of the page is lost or turned into something else.
        for (const one of pieces) expect(page).toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no script, frame or form of the page in', () => {
    const policy = /content="([^"]*)"/.exec(framedPage('<p>'))?.[1] ?? '';
    const parts = policy.split(';').map((part) => part.trim());
    expect(parts).toContain("default-src 'none'");
    expect(parts).toContain("form-action 'none'");
    expect(parts).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/script|frame|connect|unsafe-eval/);
  });
});
