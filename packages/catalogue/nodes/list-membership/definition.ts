import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { chosenSchema, nameOf, NONE } from '../chosen.ts';
import { fieldProblem } from '../reading.ts';

const config = z.strictObject({
  do: z
    .enum(['put-on', 'take-off'])
    .default('put-on')
    .meta({
      title: 'What happens',
      control: 'select',
      labels: { 'put-on': 'Put them on a list', 'take-off': 'Take them off a list' },
    }),
  list: chosenSchema.default(NONE).meta({ title: 'List', control: 'list' }),
  ...actingFields,
});

/** Puts people on a list, or takes them off it. */
export const listMembership = defineNode({
  kind: 'list-membership',
  title: 'List',
  summary: 'Puts people on one of your lists, or takes them off it.',
  family: 'action',
  person: true,
  icon: 'list',
  config,
  initial: { do: 'put-on', list: NONE },
  example: { do: 'put-on', list: { id: '0198f2a0-0000-7000-8000-000000000001', name: 'Wholesale' } },
  versions: {},
  ports: actingPorts,
  sentence({ do: what, list }) {
    const name = nameOf(list);
    const named = name === '' ? 'a list' : `“${name}”`;
    return what === 'take-off' ? `Take off ${named}` : `Put on ${named}`;
  },
  check: ({ list }) => (list.id === '' ? [fieldProblem('list', 'Choose the list.')] : []),
  lists: ({ list }) => (list.id === '' ? [] : [list.id]),
  meaning: {
    arrive: ({ config: { do: what, list } }) => ({
      call: { capability: 'change-list', input: { do: what, list: list.id }, assumed: null },
      sentence: what === 'put-on' ? `Will be put on “${list.name}”.` : `Will be taken off “${list.name}”.`,
    }),
    wake: onceAnswered,
  },
});
