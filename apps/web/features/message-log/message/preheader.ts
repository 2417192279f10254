const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': '’',
  '&nbsp;': ' ',
  '&zwnj;': '',
  '&shy;': '',
};

/** The preheader: the hidden first text of an e-mail, which mail programs show after the subject. Null if there is none. */
export function preheaderOf(html: string): string | null {
  const hidden = /<body[^>]*>[\s\S]{0,400}?<div[^>]*display:\s*none[^>]*>([\s\S]{0,600}?)<\/div>/i.exec(html);
  const words = (hidden?.[1] ?? '')
    .replace(/<[^>]+>/g, '')
    .replace(/&[a-z#0-9]+;/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? ' ')
    .replace(/[\u034f\u200b-\u200f\u00ad\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? null : words;
}
