import type { ErrorEntry } from '@millrace/base';

const faults: Record<ErrorEntry['fault'], string> = {
  theirs: 'Something in the request. The same request fails again until it is changed.',
  service: 'Another service. Millrace tries again by itself, and the same request may succeed later.',
  ours: 'Millrace. Please report it with the request id.',
};

/**
 * The page of an error code, from the table, for people and for programs that get it. Text that a person
 * added below "More" stays when the page is written again.
 */
export function pageOf(code: string, { status, fault, sentence, next }: ErrorEntry, more = ''): string {
  const details = [
    ...new Set([...`${sentence} ${next}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => `\`${name}\``)),
  ];
  const lines = [
    `# ${code}`,
    '',
    `> ${sentence}`,
    '',
    `| | |`,
    `|---|---|`,
    `| HTTP status | ${status} |`,
    `| Whose fault | ${faults[fault]} |`,
    `| What to do | ${next} |`,
    `| Trying again | ${fault === 'service' ? 'Helps, after a pause.' : fault === 'ours' ? 'May help once; then report it.' : 'Does not help by itself.'} |`,
    ...(details.length > 0 ? [`| Details it carries | ${details.join(', ')} |`] : []),
    '',
    `Endpoints answer it as problem+json with \`"code": "${code}"\`; screens show the two sentences.`,
    '',
    '## More',
    '',
    more || 'Nothing yet. If this error puzzled you, write here what it turned out to be.',
    '',
  ];
  return lines.join('\n');
}

/** The text that people added below "More". */
export function moreOf(page: string): string {
  const [, more = ''] = page.split('\n## More\n');
  return more.trim().startsWith('Nothing yet.') ? '' : more.trim();
}

export function indexOf(codes: readonly (readonly [string, ErrorEntry])[]): string {
  const rows = [...codes]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([code, entry]) => `| [${code}](${code}.md) | ${entry.status} | ${entry.sentence} |`);
  return [
    '# Errors',
    '',
    'Every error Millrace can give, from the table in `packages/language/base/error-table.ts`.',
    '',
    '| code | status | what happened |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
