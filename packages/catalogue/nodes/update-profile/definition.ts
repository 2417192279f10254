import { PROPERTY_TYPES } from '@millrace/connectors/acts';
import { defineNode, type Move, type Problem } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';

/** The second call of a visit. */
const IN_STORE = 'store';
const ABOUT_TAG = ['add-tag', 'remove-tag'];

const config = z.strictObject({
  do: z
    .enum(['add-tag', 'remove-tag', 'set-property', 'clear-property'])
    .default('add-tag')
    .meta({
      title: 'What changes',
      control: 'select',
      labels: {
        'add-tag': 'Add a tag',
        'remove-tag': 'Remove a tag',
        'set-property': 'Set a property',
        'clear-property': 'Clear a property',
      },
    }),
  tag: z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({
      title: 'Tag',
      control: 'text',
      description: 'May have placeholders, such as bought {{ event.properties.category }}.',
      onlyIf: { do: ABOUT_TAG },
    }),
  name: z
    .string()
    .trim()
    .max(80)
    .regex(/^[^.{}]*$/, 'A name has no dots or braces.')
    .default('')
    .meta({
      title: 'Property',
      control: 'text',
      description: 'As conditions and messages name it, such as favouriteTea.',
      onlyIf: { do: ['set-property', 'clear-property'] },
    }),
  type: z
    .enum(PROPERTY_TYPES)
    .default('text')
    .meta({
      title: 'Kind of value',
      control: 'select',
      labels: { text: 'Text', number: 'Number', boolean: 'Yes or no', date: 'Date' },
      onlyIf: { do: 'set-property' },
    }),
  value: z
    .string()
    .max(2_000)
    .default('')
    .meta({
      title: 'Value',
      control: 'text',
      description:
        'May have placeholders, such as {{ cart.firstTitle }}. A value that is not of this kind is not written.',
      onlyIf: { do: 'set-property' },
    }),
  inStore: z
    .boolean()
    .default(false)
    .meta({
      title: 'In the connected store too',
      control: 'switch',
      description: 'The tag changes in the store as well, if the store has tags.',
      onlyIf: { do: ABOUT_TAG },
    }),
  ...actingFields,
});
type Config = z.output<typeof config>;

const isAboutTag = (what: unknown) => ABOUT_TAG.includes(String(what));

/** Changes a tag or a property of the person, here at once, and in the store on request. */
export const updateProfile = defineNode({
  kind: 'update-profile',
  title: 'Update the customer',
  summary: 'Adds or removes a tag, or sets or clears a property, at once and for every flow.',
  family: 'action',
  person: true,
  icon: 'tag',
  config,
  initial: { do: 'add-tag', tag: '' },
  example: { do: 'add-tag', tag: 'vip' },
  versions: {},
  ports: actingPorts,
  sentence(written) {
    const [tag, name, value] = [textIn(written['tag']), textIn(written['name']), textIn(written['value'])];
    switch (written['do']) {
      case 'set-property':
        return name === ''
          ? 'Set a property'
          : `Set ${name} to ${value === '' ? 'nothing yet' : `“${value}”`}`;
      case 'clear-property':
        return name === '' ? 'Clear a property' : `Clear ${name}`;
      case 'remove-tag':
        return tag === '' ? 'Remove a tag' : `Remove the tag “${tag}”`;
      default:
        return tag === '' ? 'Add a tag' : `Add the tag “${tag}”`;
    }
  },
  check: (written) => missingIn(written),
  asks: ({ do: what, inStore }) =>
    inStore && isAboutTag(what) ? [{ capability: 'tag-customer', connection: null }] : [],
  uses: ({ tag, value }) => decisionsNamedIn(`${tag} ${value}`),
  meaning: {
    arrive: ({ config: written }) => ({
      call: { capability: 'change-profile', input: inputOf(written), assumed: null },
      sentence: said(written),
    }),
    wake({ config: written }, wake) {
      if (wake.type !== 'answer') return null;
      const { do: what, tag, inStore, ifNotDone } = written;
      const isDone = wake.outcome === 'done' || wake.outcome === 'silent';
      if (!isDone || wake.part === IN_STORE || !inStore || !isAboutTag(what))
        return afterActing(ifNotDone, wake);
      const call = { capability: 'tag-customer', part: IN_STORE, input: { do: what, tag }, assumed: null };
      return { call, sentence: 'Will make the same change in the store.' };
    },
  },
});

function said({ do: what, tag, name, value }: Config): string {
  if (what === 'set-property') return `Will set ${name} to “${value}”.`;
  if (what === 'clear-property') return `Will clear ${name}.`;
  return what === 'add-tag' ? `Will add the tag “${tag}”.` : `Will remove the tag “${tag}”.`;
}

function inputOf({
  do: what,
  tag,
  name,
  type,
  value,
}: Config): Extract<Move, { call: unknown }>['call']['input'] {
  if (what === 'set-property') return { do: what, name, type, value };
  return what === 'clear-property' ? { do: what, name } : { do: what, tag };
}

function missingIn({ do: what, tag, name, value }: Config): readonly Omit<Problem, 'node'>[] {
  if (isAboutTag(what)) return tag === '' ? [fieldProblem('tag', 'Say which tag.')] : [];
  if (name === '') return [fieldProblem('name', 'Say which property.')];
  return what === 'set-property' && value.trim() === ''
    ? [fieldProblem('value', 'Say what it is set to, or choose to clear it.')]
    : [];
}
