import { cutTo } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { keepReasons, type KeptItem, type ReturnRead, type ReturnRow } from '@millrace/run/returns';
import type { FieldProblems } from './frame.ts';
import { LONGEST_TEXT, reasonField, textField, type GivenReasons } from './pages.ts';

type Draft = Extract<ReturnRead, { is: 'draft' }>;

/** What a draft has, as the page of reasons shows it. */
export const reasonsGiven = ({ items, wish }: Pick<ReturnRow, 'items' | 'wish'>): GivenReasons => ({
  reasons: items.map(({ reason }) => reason ?? ''),
  texts: items.map(({ text }) => text),
  wish: wish ?? '',
});

/** Keeps what was chosen, also while something is missing, so that it is there for whoever goes back. */
export async function takeReasons(
  context: Context,
  { row, policy }: Draft,
  form: URLSearchParams,
): Promise<{ readonly given: GivenReasons; readonly problems: FieldProblems }> {
  const problems: Record<string, string> = {};
  const items = row.items.map((item, index): KeptItem => {
    const reason = policy.reasons.find(({ id }) => id === form.get(reasonField(index)));
    const text = cutTo((form.get(textField(index)) ?? '').replaceAll('\r\n', '\n').trim(), LONGEST_TEXT);
    if (!reason) problems[reasonField(index)] = 'Choose a reason.';
    else if (reason.asksText && text === '')
      problems[textField(index)] = `Write a few words about it, for “${reason.label}”.`;
    return { ...item, reason: reason?.id ?? null, reasonLabel: reason?.label ?? '', text };
  });
  const wish = policy.offers.find((offer) => offer === form.get('wish')) ?? null;
  if (wish === null) problems['wish'] = 'Choose what you would like for it.';
  await context.db.inWorkspace(context.workspaceId, (tx) => keepReasons(tx, row.id, items, wish));
  return { given: reasonsGiven({ items, wish }), problems };
}
