import { conditionSchema, type Condition } from '@millrace/flow';
import { z } from 'zod';
import { isWhole } from '../../editor/panel/values/matching-words.ts';
import { fieldProblems } from '../../settings/forms/field-problems.ts';
import { problemOf } from '../../shell/problem.ts';

/** A segment as it is being edited. The condition is null until something was chosen. */
export interface SegmentDraft {
  readonly name: string;
  readonly description: string;
  readonly condition: Condition | null;
  /** When what it was begun from was saved. */
  readonly basedOn?: number | undefined;
}

export const EMPTY_DRAFT: SegmentDraft = { name: '', description: '', condition: null };

const draftSchema = z.object({
  name: z.string(),
  description: z.string(),
  condition: conditionSchema.nullable(),
  basedOn: z.number().optional(),
});

/** A draft as kept in the browser; null if there is none or it cannot be read any more. */
export function parseDraft(text: string | null): SegmentDraft | null {
  if (text === null) return null;
  try {
    const parsed = draftSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const isSameDraft = (one: SegmentDraft, other: SegmentDraft): boolean =>
  one.name.trim() === other.name.trim() &&
  one.description.trim() === other.description.trim() &&
  isSameCondition(one, other);

export const isSameCondition = (one: SegmentDraft, other: SegmentDraft): boolean =>
  JSON.stringify(one.condition) === JSON.stringify(other.condition);

export type DraftProblems = Partial<Readonly<Record<'name' | 'description' | 'condition', string>>>;

/** What has to be filled in before a draft can be saved. @param isList a list has no condition */
export function unfinished({ name, condition }: SegmentDraft, isList = false): DraftProblems {
  if (isList) return name.trim() === '' ? { name: 'Give the list a name.' } : {};
  return {
    ...(name.trim() === '' ? { name: 'Give the segment a name.' } : {}),
    ...(condition === null
      ? { condition: 'Say who belongs to the segment.' }
      : isWhole(condition)
        ? {}
        : { condition: 'A comparison has no value yet. Fill it in, or remove it.' }),
  };
}

const ABOUT_CONDITION = new Set(['audience-wrong', 'segment-circular', 'not-found']);

/** An error of saving, at the field it is about. Empty for errors about no field. */
export function problemsOf(error: unknown): DraftProblems {
  if (!error) return {};
  const { code, sentence, next } = problemOf(error);
  if (code === 'already-exists') return { name: 'Another segment has this name. Choose another name.' };
  if (ABOUT_CONDITION.has(code)) return { condition: `${sentence} ${next}` };
  const { name, description, ...others } = fieldProblems(error);
  const [condition] = Object.entries(others).flatMap(([field, problem]) =>
    field.startsWith('condition') ? [problem] : [],
  );
  return {
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(condition ? { condition } : {}),
  };
}
