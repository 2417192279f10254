import { channelById, CONTENT_VARIABLES, type ContentProblem, type ContentText } from '@millrace/channels';
import { evaluateTexts, liquidEngine, parseText, problemWords } from './liquid/evaluate.ts';
import { sampleView } from './view/sample-view.ts';

const ROOTS = new Set([
  ...CONTENT_VARIABLES.map((variable) => variable.path.split('.')[0]!),
  'recommendations',
]);
const PATHS = new Map(CONTENT_VARIABLES.map((variable) => [variable.path, variable]));
/** Lists and free properties, below which any name is allowed. */
const OPEN_PATHS = [
  'decision.',
  'event.properties',
  'event.type',
  'customer.properties',
  'customer.tags',
  'customer.language',
  'cart.lines',
  'cart.currency',
  'order.lines',
  'order.currency',
  'store.currency',
  'discount.kind',
  'discount.value',
];

/**
 * All problems of a message's content, each with its field: those the channel finds, Liquid syntax errors,
 * unknown placeholders, and texts that cannot be filled in with a sample.
 */
export function validateContent(channelId: string, content: unknown): readonly ContentProblem[] {
  const channel = channelById(channelId);
  if (channel === undefined)
    return [
      {
        severity: 'error',
        code: 'channel-unknown',
        field: '',
        sentence: `There is no channel called “${channelId}”.`,
      },
    ];
  const problems = channel.problems(content);
  const parsed = channel.content.safeParse(content);
  if (!parsed.success) return problems;
  return [...problems, ...channel.texts(parsed.data).flatMap(textProblems)];
}

function textProblems(entry: ContentText): ContentProblem[] {
  const { field, where, text } = entry;
  const error = (code: string, words: string): ContentProblem => ({
    severity: 'error',
    code,
    field,
    sentence: `In ${where}, ${words}.`,
  });
  try {
    parseText(text);
  } catch (cause) {
    return [error('placeholder-broken', problemWords(cause))];
  }
  if ((text.match(/\{\{/g)?.length ?? 0) < (text.match(/\}\}/g)?.length ?? 0))
    return [error('placeholder-broken', 'there is a “}}” without its “{{”')];
  const problems: ContentProblem[] = [];
  for (const path of liquidEngine().globalFullVariablesSync(parseText(text)))
    problems.push(...pathProblems(path, entry));
  const [filled] = evaluateTexts([text], sampleView() as unknown as Record<string, unknown>);
  if (filled && !filled.ok) problems.push(error('placeholder-broken', filled.problem));
  return problems;
}

function pathProblems(path: string, { field, where, text, use }: ContentText): ContentProblem[] {
  const variable = PATHS.get(path);
  if (variable === undefined) {
    if (OPEN_PATHS.some((open) => path === open || path.startsWith(open))) return [];
    const near = nearest(path);
    const hint = near === null ? '' : ` Did you mean {{ ${near} }}?`;
    const known = ROOTS.has(path.split('.')[0] ?? '');
    if (known && PATHS.size > 0 && path.split('.').length === 1) {
      return [
        {
          severity: 'error',
          code: 'placeholder-unknown',
          field,
          sentence: `In ${where}, {{ ${path} }} is a group of values. Choose one of them.`,
        },
      ];
    }
    const fix = near === null ? undefined : { title: `Use {{ ${near} }}`, text: renamed(text, path, near) };
    return [
      {
        severity: 'error',
        code: 'placeholder-unknown',
        field,
        sentence: `In ${where}, there is no {{ ${path} }}.${hint}`,
        fix,
      },
    ];
  }
  if (use === 'link' || !variable.mayBeMissing || variable.type === 'link') return [];
  const guarded =
    (new RegExp(`\\{\\{-?\\s*${escaped(path)}\\b[^}]*\\|\\s*default\\s*:`).test(text) &&
      !bareIn(path).test(text)) ||
    new RegExp(`\\{%-?\\s*(?:if|unless|case)\\s[^%]*${path.split('.')[0]}`).test(text);
  if (guarded || path.startsWith('discount.') || path.startsWith('decision.')) return [];
  return [
    {
      severity: 'warning',
      code: 'default-missing',
      field,
      sentence: `In ${where}, ${variable.label.toLowerCase()} is empty for some people. Add a text for them, such as ${variable.insert.includes('default') ? variable.insert : `{{ ${path} | default: "…" }}`}.`,
      fix: withDefault(text, path, /default:\s*"([^"]*)"/.exec(variable.insert)?.[1] ?? ''),
    },
  ];
}

const escaped = (path: string) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The text with one placeholder renamed, wherever it stands between brackets. */
function renamed(text: string, path: string, name: string): string {
  return text.replace(/\{[{%][^]*?[}%]\}/g, (tag) =>
    tag.replace(new RegExp(`(?<![\\w.])${escaped(path)}(?![\\w.])`, 'g'), name),
  );
}

/** Finds where a value is printed without a default for an empty value. */
const bareIn = (path: string, flags = '') =>
  new RegExp(
    `(\\{\\{-?\\s*${escaped(path)}(?![\\w.])(?:(?!\\|\\s*default\\s*:)[^}])*?)\\s*(-?\\}\\})`,
    flags,
  );

/** The text with a default for an empty value. */
function withDefault(text: string, path: string, instead: string): ContentProblem['fix'] {
  const title = instead === '' ? 'Leave it out where it is empty' : `Use “${instead}” where it is empty`;
  return {
    title,
    text: text.replace(
      bareIn(path, 'g'),
      (_tag, open: string, close: string) => `${open} | default: "${instead}" ${close}`,
    ),
  };
}

/** The placeholder with the smallest difference in letters, if the difference is small. */
function nearest(path: string): string | null {
  let best: string | null = null;
  let least = 4;
  for (const known of PATHS.keys()) {
    const distance = editDistance(path.toLowerCase(), known.toLowerCase());
    if (distance < least) [best, least] = [known, distance];
  }
  return best;
}

/** Levenshtein distance, by rows. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= right.length; to += 1) {
      next.push(
        Math.min(next[to - 1]! + 1, row[to]! + 1, row[to - 1]! + (left[at - 1] === right[to - 1] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[right.length]!;
}
