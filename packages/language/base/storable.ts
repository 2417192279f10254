import { count as few } from './words/index.ts';
/** Limits of values whose names the sender chooses, such as properties. */
export interface ValueLimits {
  /** Levels of lists and objects, counting the value itself. */
  readonly depth: number;
  /** Values in all of it. */
  readonly values: number;
  /** Characters of one text. */
  readonly text: number;
  /** Characters of one name. */
  readonly name: number;
  /** Characters of all texts and names together. */
  readonly size: number;
}

export interface StorableProblem {
  /** The path of the value, such as `customer.firstName` or `properties.lines.3`. */
  readonly field: string;
  readonly problem: string;
}

/** Whether the database can store a text: it has no zero byte and no lone half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);

const UNSTORABLE = 'This has a character that cannot be stored: a zero byte or half of a surrogate pair.';

interface Count {
  values: number;
  size: number;
}

/**
 * The first place at which a value exceeds a limit or has text that cannot be stored. It reads no deeper than
 * the limit, so that even a value that contains itself uses no stack.
 */
export function storableProblem(value: unknown, limits: ValueLimits, field = ''): StorableProblem | null {
  return problemAt(value, limits, field, 1, { values: 0, size: 0 });
}

function problemAt(
  value: unknown,
  limits: ValueLimits,
  field: string,
  depth: number,
  count: Count,
): StorableProblem | null {
  count.values += 1;
  if (count.values > limits.values)
    return { field, problem: `This has more than ${few(limits.values)} values.` };
  if (typeof value === 'string') return textProblem(value, limits, field, count);
  if (typeof value !== 'object' || value === null) return null;
  if (depth > limits.depth)
    return { field, problem: `This is nested too deeply: ${limits.depth} levels at most.` };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const problem = problemAt(item, limits, below(field, String(index)), depth + 1, count);
      if (problem) return problem;
    }
    return null;
  }
  for (const [name, item] of Object.entries(value)) {
    if (name.length > limits.name)
      return {
        field: below(field, `${name.slice(0, 40)}…`),
        problem: `This name is too long: ${few(limits.name)} characters at most.`,
      };
    count.size += name.length;
    if (!isStorable(name)) return { field, problem: 'A name in it has a character that cannot be stored.' };
    const problem = problemAt(item, limits, below(field, name), depth + 1, count);
    if (problem) return problem;
  }
  return null;
}

function textProblem(text: string, limits: ValueLimits, field: string, count: Count): StorableProblem | null {
  if (text.length > limits.text)
    return { field, problem: `This is too long: ${few(limits.text)} characters at most.` };
  count.size += text.length;
  if (count.size > limits.size)
    return { field, problem: `All of it together is too long: ${few(limits.size)} characters at most.` };
  return isStorable(text) ? null : { field, problem: UNSTORABLE };
}

const below = (field: string, name: string): string => (field ? `${field}.${name}` : name);
