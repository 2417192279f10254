import { directionOfText, startOf, type Direction } from './direction.ts';
import { escapeHtml, pieces, unmark, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';

/** The rendered text, as HTML and as plain text. */
export interface MarkedTextOut {
  readonly html: string;
  readonly plain: string;
}

/** Returns the link for the target in round brackets; null refuses it and keeps its text. */
export type LinkOf = (
  target: string,
  words: string,
) => { readonly href: string; readonly plain: string } | null;

interface Style {
  /** Direction of the shop's language, for texts without letters. */
  readonly direction: Direction;
  /** True when the lines are centred. */
  readonly centred: boolean;
  readonly link: string;
  readonly paragraph: string;
  readonly list: string;
  readonly item: string;
}

const VALUE = `${VALUE_BEGINS}[^${VALUE_ENDS}]*${VALUE_ENDS}`;
/** A character of a target. Round brackets may occur in pairs, as in many addresses. */
const TARGET = `${VALUE}|[^\\s()${VALUE_BEGINS}]`;
const IN_BRACKETS = `\\((?:${TARGET}|\\((?:${TARGET})*\\))*\\)`;
/** `**bold**`, `*italic*`, `[text](target)`. A filled-in value is one unit and never markup. */
const INLINE = new RegExp(
  `\\[((?:${VALUE}|[^\\[\\]${VALUE_BEGINS}])+)\\]\\(((?:${TARGET}|${IN_BRACKETS})*)\\)|\\*\\*((?:${VALUE}|[^*${VALUE_BEGINS}])+)\\*\\*|\\*((?:${VALUE}|[^*${VALUE_BEGINS}])+)\\*|${VALUE}`,
);

/**
 * Renders an evaluated text: paragraphs at empty lines, lists of lines that begin with `- `, bold, italic,
 * links.
 * @param text with its values fenced (`liquid/marks.ts`)
 */
export function writeMarkedText(text: string, linkOf: LinkOf, style: Style): MarkedTextOut {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .filter((block) => unmark(block).trim() !== '');
  const html: string[] = [];
  const plain: string[] = [];
  blocks.forEach((block, index) => {
    const lines = block.replace(/^\n+|\n+$/g, '').split('\n');
    const runs = runsOf(lines);
    runs.forEach((run, at) => {
      const last = at === runs.length - 1 && index === blocks.length - 1;
      const direction = directionOfText(unmark(run.lines.join(' ')), style.direction);
      const start = startOf(direction);
      const place = `${style.centred ? '' : `;text-align:${start}`}${last ? ';margin-bottom:0' : at < runs.length - 1 ? ';margin-bottom:8px' : ''}`;
      const written = run.lines.map((line) => writeInline(line, linkOf, style));
      if (run.isList) {
        html.push(
          `<ul dir="${direction}" style="${style.list};padding-${start}:22px${place}">${written.map((line) => `<li style="${style.item}">${line.html}</li>`).join('')}</ul>`,
        );
        plain.push(written.map((line) => `- ${line.plain}`).join('\n'));
      } else {
        html.push(
          `<p dir="${direction}" style="${style.paragraph}${place}">${written.map((line) => line.html).join('<br />')}</p>`,
        );
        plain.push(written.map((line) => line.plain).join('\n'));
      }
    });
  });
  return { html: html.join(''), plain: plain.join('\n\n') };
}

function runsOf(lines: readonly string[]): { isList: boolean; lines: string[] }[] {
  const runs: { isList: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isList = /^[-•] /.test(line);
    const words = isList ? line.slice(2) : line;
    const current = runs.at(-1);
    if (current && current.isList === isList) current.lines.push(words);
    else runs.push({ isList, lines: [words] });
  }
  return runs;
}

function writeInline(text: string, linkOf: LinkOf, style: Style): MarkedTextOut {
  let html = '';
  let plain = '';
  let rest = text;
  for (let match = INLINE.exec(rest); match !== null; match = INLINE.exec(rest)) {
    const before = unmark(rest.slice(0, match.index));
    html += escapeHtml(before);
    plain += before;
    const [whole, words, target, bold, italic] = match;
    if (words !== undefined) {
      const inner = writeInline(words, () => null, style);
      const link = linkOf(target ?? '', inner.plain);
      html += link
        ? `<a href="${escapeHtml(link.href)}" target="_blank" style="${style.link}">${inner.html}</a>`
        : inner.html;
      plain += link ? `${inner.plain} (${link.plain})` : inner.plain;
    } else if (bold !== undefined || italic !== undefined) {
      const inner = writeInline(bold ?? italic ?? '', linkOf, style);
      html += bold !== undefined ? `<strong>${inner.html}</strong>` : `<em>${inner.html}</em>`;
      plain += inner.plain;
    } else {
      const value = pieces(whole)
        .map((piece) => piece.text)
        .join('');
      html += escapeHtml(value).replace(/\n/g, '<br />');
      plain += value;
    }
    rest = rest.slice(match.index + whole.length);
  }
  const tail = unmark(rest);
  return { html: html + escapeHtml(tail), plain: plain + tail };
}
