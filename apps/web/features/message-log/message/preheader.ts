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

/** The line mail programs show after the subject: what the page says first without being seen. Null when there is none. */
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
