import { cutTo } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import type { ReturnPolicy } from '@millrace/flow';
import { keepReasons, type KeptItem, type ReturnRead, type ReturnRow } from '@millrace/run/returns';
import type { FieldProblems } from './frame.ts';
import { LONGEST_TEXT, reasonField, textField, type GivenReasons } from './pages.ts';

type Draft = Extract<ReturnRead, { is: 'draft' }>;
type Given = Pick<ReturnRow, 'items' | 'wish'>;

/** What a draft has, as the page of reasons shows it. */
export const reasonsGiven = ({ items, wish }: Given): GivenReasons => ({
  reasons: items.map(({ reason }) => reason ?? ''),
  texts: items.map(({ text }) => text),
  wish: wish ?? '',
});

/** What a draft still lacks, by the field that asks for it. */
export function missingIn({ items, wish }: Given, { reasons, offers }: ReturnPolicy): FieldProblems {
  const problems: Record<string, string> = {};
  for (const [index, item] of items.entries()) {
    const reason = reasons.find(({ id }) => id === item.reason);
    if (!reason) problems[reasonField(index)] = 'Choose a reason.';
    else if (reason.asksText && item.text === '')
      problems[textField(index)] = `Write a few words about it, for “${reason.label}”.`;
  }
  if (wish === null || !offers.includes(wish)) problems['wish'] = 'Choose what you would like for it.';
  return problems;
}

/**
 * Keeps what was chosen, also while something is missing, so that it is there for whoever goes back.
 * @returns whether nothing is missing
 */
export async function takeReasons(
  context: Context,
  { row, policy }: Draft,
  form: URLSearchParams,
): Promise<boolean> {
  const items = row.items.map((item, index): KeptItem => {
    const reason = policy.reasons.find(({ id }) => id === form.get(reasonField(index)));
    const text = cutTo((form.get(textField(index)) ?? '').replaceAll('\r\n', '\n').trim(), LONGEST_TEXT);
    return { ...item, reason: reason?.id ?? null, reasonLabel: reason?.label ?? '', text };
  });
  const wish = policy.offers.find((offer) => offer === form.get('wish')) ?? null;
  await context.db.inWorkspace(context.workspaceId, (tx) => keepReasons(tx, row.id, items, wish));
  return Object.keys(missingIn({ items, wish }, policy)).length === 0;
}
