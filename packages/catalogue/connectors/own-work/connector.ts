import { cutTo, fail } from '@millrace/base';
import { z } from 'zod';
import { done } from '../act.ts';
import { followWork, openWork } from '../acts/work.ts';
import { defineConnector } from '../connector-kind.ts';
import { ownAct } from '../own-act.ts';
import type { OpenedWork, WorkChange } from '../work-change.ts';

const PROMISE = 'It is written in the transaction that settles the call: once or not at all.';

/** Lengths of the texts once they are filled in, in characters. */
const TITLE = 200;
const DETAILS = 4_000;
const VALUE = 1_000;

const open = ownAct({
  sentence: PROMISE,
  texts(input): Record<string, string> {
    const { title, details, risk, facts, drafts } = openWork.input.parse(input);
    const values = facts.map(({ value }, index) => [`fact/${index}`, value]);
    const texts = drafts.map(({ value }, index) => [`draft/${index}`, value]);
    return { title, details, risk, ...Object.fromEntries([...values, ...texts]) };
  },
  request: ({ input, texts }) => ({ via: 'work', change: { do: 'open', ...openedWork(input, texts) } }),
  outcome: () => done(null, 'A person was asked in Work.'),
});

const follow = ownAct({
  sentence: PROMISE,
  request: ({ input }) => ({ via: 'work', change: followed(input) }),
  outcome(answer, { input }) {
    const found = answer.found ?? null;
    if (found !== null) return done(found, 'There is an answer already.');
    return done(null, followed(input).do === 'escalate' ? 'Somebody else was asked.' : null);
  },
});

/**
 * The work with its texts filled in; facts that are empty for this person are left out.
 * @throws MillraceError input-invalid if the title is empty
 */
export function openedWork(input: unknown, texts: Readonly<Record<string, string>>): OpenedWork {
  const { kind, facts, drafts, draftsOf, for: whom, deadline, next, awaited } = openWork.input.parse(input);
  const title = cutTo((texts['title'] ?? '').trim().replace(/\s+/g, ' '), TITLE).trim();
  if (title === '')
    return fail('input-invalid', { problems: 'What is asked is empty for this person', fields: [] });
  return {
    kind,
    title,
    details: cutTo((texts['details'] ?? '').trim(), DETAILS),
    risk: cutTo((texts['risk'] ?? '').trim(), VALUE),
    facts: facts.flatMap(({ label }, index) => {
      const value = cutTo((texts[`fact/${index}`] ?? '').trim(), VALUE);
      return value === '' ? [] : [{ label, value }];
    }),
    drafts: drafts.map((draft, index) => ({
      ...draft,
      value: cutTo((texts[`draft/${index}`] ?? '').trim(), draft.most),
    })),
    draftsOf,
    for: whom,
    deadline,
    next,
    awaited,
  };
}

function followed(input: unknown): Exclude<WorkChange, { do: 'open' }> {
  const { work, for: whom, deadline } = followWork.input.parse(input);
  return whom === null ? { do: 'close', work } : { do: 'escalate', work, for: whom, deadline };
}

export const ownWork = defineConnector({
  id: 'own-work',
  title: 'Work of the team',
  summary: 'Asks people of your team in Millrace, and hands them tasks.',
  icon: 'team',
  capabilities: ['act-open-work', 'act-follow-work'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  acts: { 'open-work': open, 'follow-work': follow },
});
