import type { z } from 'zod';

export interface ConfigSentence {
  /** Dotted path of the field; null when the problem is about the whole config. */
  readonly field: string | null;
  /** A sentence for the marketer, with the title of the field in it. */
  readonly sentence: string;
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly values?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
  readonly expected?: string;
}

/** The problems of a config as sentences, field by field. */
export function sentencesOf(schema: z.ZodType, error: z.ZodError): readonly ConfigSentence[] {
  return (error.issues as readonly Issue[])
    .flatMap((issue) => flatten(issue))
    .map((issue) => {
      const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
      return {
        field: path.length > 0 ? path.join('.') : null,
        sentence: sentence(issue, titleAt(schema, path)),
      };
    });
}

/** Replaces the failure of a union by that of its closest option, which says most. */
function flatten(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || !issue.errors || issue.errors.length === 0) return [issue];
  const nearest = issue.errors
    .filter((branch) => branch.length > 0)
    .toSorted((left, right) => weight(left) - weight(right))[0];
  if (!nearest) return [issue];
  return nearest
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
    .flatMap((inner) => flatten(inner));
}

const weight = (branch: readonly Issue[]): number =>
  branch.reduce(
    (sum, issue) =>
      sum +
      (issue.code === 'unrecognized_keys' ? 10 * (issue.keys?.length ?? 1) : 1) +
      (issue.path.length === 0 && issue.code === 'invalid_type' ? 20 : 0),
    0,
  );

function sentence(issue: Issue, title: string): string {
  // Sentences written by the schemas themselves end with a full stop; zod's own never do.
  if (issue.message.endsWith('.')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return /received (undefined|null)/.test(issue.message)
        ? `${title} is missing.`
        : `${title} has to be ${expected(issue.expected)}.`;
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1
          ? `${title} is missing.`
          : `${title} needs at least ${issue.minimum} characters.`;
      if (issue.origin === 'array')
        return Number(issue.minimum) <= 1
          ? `${title} is empty.`
          : `${title} needs at least ${issue.minimum}.`;
      return `${title} has to be at least ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin === 'string') return `${title} is longer than ${issue.maximum} characters.`;
      return issue.origin === 'array'
        ? `${title} has more than ${issue.maximum}.`
        : `${title} has to be at most ${issue.maximum}.`;
    case 'invalid_value':
      return `${title} has to be one of: ${(issue.values ?? []).map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `${title} has something Millrace does not know: ${(issue.keys ?? []).join(', ')}.`;
    default:
      return `${title} is not filled in properly.`;
  }
}

function expected(type: string | undefined): string {
  if (type === 'number' || type === 'int') return 'a number';
  if (type === 'boolean') return 'yes or no';
  if (type === 'array') return 'a list';
  return type === 'string' ? 'text' : 'filled in properly';
}

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly getter?: () => z.ZodType;
  readonly in?: z.ZodType;
}

const definitionOf = (schema: z.ZodType): Definition =>
  (schema as unknown as { _zod: { def: Definition } })._zod.def;

/**
 * The title of a field as the panel shows it, read from the schema along the path; without one, its name in
 * words.
 */
export function titleAt(schema: z.ZodType, path: readonly (string | number)[]): string {
  let current: z.ZodType | undefined = schema;
  let title: string | null = null;
  for (const part of path) {
    current = current && stepInto(current, part);
    const known: string | undefined = current && titleOf(current);
    if (typeof part === 'number') title = `${known ?? title ?? 'Entry'} ${part + 1}`;
    else title = known ?? inWords(part);
  }
  return title ?? 'This';
}

/** Whether the last field of a path has a title of its own. */
export function hasTitle(schema: z.ZodType, path: readonly (string | number)[]): boolean {
  let current: z.ZodType | undefined = schema;
  for (const part of path) current = current && stepInto(current, part);
  return current !== undefined && titleOf(current) !== undefined;
}

function titleOf(schema: z.ZodType): string | undefined {
  let current: z.ZodType | undefined = schema;
  for (let depth = 0; current && depth < 8; depth += 1) {
    const title = current.meta()?.title;
    if (title) return title;
    current = definitionOf(current).innerType;
  }
  return undefined;
}

function stepInto(schema: z.ZodType, part: string | number, depth = 0): z.ZodType | undefined {
  if (depth > 12) return undefined;
  const definition = definitionOf(schema);
  if (typeof part === 'string' && definition.shape) return definition.shape[part];
  if (typeof part === 'number' && definition.element) return definition.element;
  const inner = definition.innerType ?? definition.in ?? definition.getter?.();
  if (inner) return stepInto(inner, part, depth + 1);
  for (const option of definition.options ?? []) {
    const found = stepInto(option, part, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** `notSent` -> `Not sent`. */
function inWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
