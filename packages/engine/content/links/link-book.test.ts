import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markValue } from '../liquid/marks.ts';
import { LinkBook } from './link-book.ts';
import { addUtm, campaignOf } from './utm.ts';

const tags = { source: 'millrace', medium: 'email', campaign: 'carts' };
const book = (more: Partial<ConstructorParameters<typeof LinkBook>[0]> = {}) =>
  new LinkBook({ utm: tags, untouched: [], addressOf: undefined, answerUrl: '', from: 0, ...more });
const isWhole = (text: string) => encodeURIComponent(text) !== '';

describe('the links of a message', () => {
  it('are numbered from where the last book ended, each address once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { maxLength: 30 }), fc.nat({ max: 50 }), (pages, from) => {
        const asked: [string, number][] = [];
        const links = book({
          from,
          addressOf: (url, index) => {
            asked.push([url, index]);
            return `https://go.example/${index}`;
          },
        });
        const hrefs = pages.map((page) => links.add(`https://a.example/${page}`, `Page ${page}`, 'text'));
        const different = [...new Set(pages)];
        expect(links.links.map(({ index }) => index)).toEqual(different.map((_page, at) => from + at));
        expect(asked).toEqual(links.links.map(({ url, index }) => [url, index]));
        expect(hrefs).toEqual(pages.map((page) => `https://go.example/${from + different.indexOf(page)}`));
      }),
    );
  });

  it('are two hundred at most, counted over all books', () => {
    const links = book({ from: 190 });
    for (let page = 0; page < 10; page += 1) links.add(`https://a.example/${page}`, 'x', 'text');
    expect(links.add('https://a.example/3', 'again', 'text')).toContain('https://a.example/3');
    expect(() => links.add('https://a.example/10', 'x', 'text')).toThrow(/more than 200/);
  });

  it.each(['https://app.example/u/1', 'https://müll.example/u/1?a=ü', 'https://APP.example/u/1'])(
    'for leaving are neither tagged nor counted, however their host is written: %s',
    (unsubscribe) => {
      const links = book({ untouched: [unsubscribe], addressOf: () => 'https://go.example' });
      const href = links.add(markValue(unsubscribe), 'Unsubscribe', 'text');
      expect(links.links).toEqual([]);
      expect(new URL(href!).href).toBe(new URL(unsubscribe).href);
      expect(links.add('https://app.example/u/2', 'Another', 'text')).toBe('https://go.example');
    },
  );

  it('that are refused are told with their words, fifty at most, and take no number', () => {
    const links = book();
    for (let count = 0; count < 60; count += 1)
      expect(links.add('javascript:alert(1)', `No ${count}`, 'text')).toBeNull();
    expect(links.links).toEqual([]);
    expect(links.refused).toHaveLength(50);
    expect(links.refused[0]).toEqual({
      field: 'text',
      sentence: expect.stringContaining('“No 0”') as string,
    });
    expect(links.add('https://a.example/', 'Yes', 'text')).not.toBeNull();
    expect(links.links[0]?.index).toBe(0);
  });

  it('have words that can be stored, wherever they are cut', () => {
    for (const before of ['', 'a']) {
      const links = book();
      links.add('https://a.example', `${before}${'😀'.repeat(150)}`, 'text');
      links.add('nowhere', `${before}${'😀'.repeat(150)}`, 'text');
      expect(links.links[0]!.label.length).toBeGreaterThan(190);
      expect(links.links[0]!.label.length).toBeLessThanOrEqual(200);
      for (const words of [links.links[0]!.label, links.refused[0]!.sentence])
        expect(() => isWhole(words)).not.toThrow();
    }
  });
});

describe('the campaign of a link', () => {
  it('is a word that can stand in every link, whatever a flow is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const campaign = campaignOf(name);
        expect(campaign).not.toMatch(/^-|-$|--|\s/);
        expect(campaign.length).toBeLessThanOrEqual(100);
        const link = addUtm('https://a.example/', { ...tags, campaign });
        expect(new URL(link).searchParams.get('utm_campaign')).toBe(campaign === '' ? null : campaign);
      }),
    );
  });

  it.each([`a${'𠀀'.repeat(59)}`, '𠀀'.repeat(60), `${'x'.repeat(99)} and more`, `${'x'.repeat(100)}y`])(
    'is cut at a whole character and not behind a dash: %s',
    (name) => {
      const campaign = campaignOf(name);
      expect(campaign.length).toBeGreaterThan(97);
      expect(campaign).not.toMatch(/-$/);
      expect(() => addUtm('https://a.example/', { ...tags, campaign })).not.toThrow();
    },
  );
});
