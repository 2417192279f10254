import { escapeHtml } from '@millrace/base';

/**
 * Plain text as simple HTML, for the description of a product: a blank line begins a paragraph, and lines that
 * begin with `- ` are a list.
 */
export function productHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .flatMap((block) => partsOf(block.split('\n').map((line) => line.trim())))
    .join('\n');
}

/** Lines of a list and other lines, each together. */
function partsOf(lines: readonly string[]): readonly string[] {
  const parts: { readonly isList: boolean; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const isList = line.startsWith('- ');
    const last = parts.at(-1);
    const text = escapeHtml(isList ? line.slice(2).trim() : line);
    if (last?.isList === isList) last.lines.push(text);
    else parts.push({ isList, lines: [text] });
  }
  return parts.map(({ isList, lines: said }) =>
    isList ? `<ul>${said.map((line) => `<li>${line}</li>`).join('')}</ul>` : `<p>${said.join('<br>')}</p>`,
  );
}
