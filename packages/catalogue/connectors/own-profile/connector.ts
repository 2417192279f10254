import { fail, readDate, type Json, cutTo } from '@millrace/base';
import { z } from 'zod';
import { done } from '../act.ts';
import { changeList } from '../acts/change-list.ts';
import { changeProfile, type PROPERTY_TYPES } from '../acts/change-profile.ts';
import { withdrawConsent } from '../acts/withdraw-consent.ts';
import { defineConnector } from '../connector-kind.ts';
import { ownAct } from '../own-act.ts';
import type { ProfileChange } from '../profile-change.ts';

const change = ownAct({
  sentence: 'The change is written in the transaction that settles it: once or not at all.',
  texts(input): Record<string, string> {
    const asked = changeProfile.input.parse(input);
    return 'tag' in asked ? { tag: asked.tag } : asked.do === 'set-property' ? { value: asked.value } : {};
  },
  request: ({ input, texts }) => ({ via: 'profile', change: changeOf(input, texts) }),
  outcome: (_answer, { input, texts }) => done(null, saidOf(changeOf(input, texts))),
});

const move = ownAct({
  sentence: 'The list is changed in the transaction that settles it: once or not at all.',
  request: ({ input }) => ({ via: 'list', change: changeList.input.parse(input) }),
  outcome: (_answer, { input }) =>
    done(
      null,
      changeList.input.parse(input).do === 'put-on' ? 'Is on the list now.' : 'Is not on the list now.',
    ),
});

const withdraw = ownAct({
  sentence: 'Consent is ended in the transaction that settles it: once or not at all.',
  request: ({ input }) => ({ via: 'consent', channels: withdrawConsent.input.parse(input).channels }),
  outcome: () => done(null, 'Gets no more marketing.'),
});

/**
 * The change with its values filled in.
 * @throws MillraceError input-invalid if the value is empty or of the wrong type
 */
export function changeOf(input: unknown, texts: Readonly<Record<string, string>>): ProfileChange {
  const asked = changeProfile.input.parse(input);
  if ('tag' in asked) {
    const tag = cutTo((texts['tag'] ?? '').trim().replace(/\s+/g, ' '), 80).trim();
    return tag === ''
      ? fail('input-invalid', { problems: 'The tag is empty for this person', fields: [] })
      : { do: asked.do, tag };
  }
  if (asked.do === 'clear-property') return { do: asked.do, name: asked.name };
  return {
    do: asked.do,
    name: asked.name,
    value: typed((texts['value'] ?? '').trim(), asked.type, asked.name),
  };
}

function saidOf(change: ProfileChange): string {
  switch (change.do) {
    case 'add-tag':
      return `Has the tag “${change.tag}” now.`;
    case 'remove-tag':
      return `No longer has the tag “${change.tag}”.`;
    case 'set-property':
      return `${change.name} is now “${String(change.value)}”.`;
    case 'clear-property':
      return `${change.name} was cleared.`;
  }
}

/** As people and templates write numbers: 12, -0.5, 1e3. */
const NUMBER = /^[+-]?\d{1,300}(\.\d+)?(e[+-]?\d{1,2})?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/;

function typed(text: string, type: (typeof PROPERTY_TYPES)[number], name: string): Json {
  const wrong = (what: string): never =>
    fail('input-invalid', { problems: `The value of ${name} is ${what}`, fields: [] });
  if (text === '') return wrong('empty for this person');
  if (type === 'number') return NUMBER.test(text) ? Number(text) : wrong('not a number for this person');
  if (type === 'boolean')
    return /^(true|yes|1)$/i.test(text)
      ? true
      : /^(false|no|0)$/i.test(text)
        ? false
        : wrong('neither yes nor no');
  // One that looks like a date and is none, such as 2027-02-29, would never come.
  if (type === 'date')
    return DATE.test(text) && readDate(text) !== null ? text : wrong('not a date such as 2027-03-31');
  return text;
}

export const ownProfile = defineConnector({
  id: 'own-profile',
  title: 'Customer profile',
  summary: 'Changes tags, properties, lists and consent of the customer in Millrace.',
  icon: 'users',
  capabilities: ['act-change-profile', 'act-change-list', 'act-withdraw-consent'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  acts: { 'change-profile': change, 'change-list': move, 'withdraw-consent': withdraw },
});
