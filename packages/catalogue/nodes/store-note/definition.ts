import type { Json } from '@millrace/base';
import { z } from 'zod';
import { defineNode, type Problem } from '@millrace/flow';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';

const config = z.strictObject({
  about: z
    .enum(['order', 'customer'])
    .default('order')
    .meta({ title: 'At', control: 'select', labels: { order: 'The order', customer: 'The customer' } }),
  do: z
    .enum(['add-tag', 'remove-tag', 'add-note'])
    .default('add-tag')
    .meta({
      title: 'What happens',
      control: 'select',
      labels: { 'add-tag': 'Add a tag', 'remove-tag': 'Remove a tag', 'add-note': 'Add to the note' },
    }),
  tag: z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({
      title: 'Tag',
      control: 'text',
      description: 'May have placeholders.',
      onlyIf: { do: ['add-tag', 'remove-tag'] },
    }),
  note: z
    .string()
    .trim()
    .max(2_000)
    .default('')
    .meta({
      title: 'Note',
      control: 'textarea',
      description: 'Added as a new line. May have placeholders.',
      onlyIf: { do: 'add-note' },
    }),
  ...actingFields,
});
type Config = z.output<typeof config>;

/** Tags the order or the customer in the store, or adds a line to the note there. */
export const storeNote = defineNode({
  kind: 'store-note',
  title: 'Tag or note in the store',
  summary:
    'Tags the order or the customer in your store, or adds a line to the note that your team reads there.',
  family: 'action',
  icon: 'note',
  config,
  initial: { about: 'order', do: 'add-tag', tag: '' },
  example: { about: 'customer', do: 'add-note', note: 'Asked twice when it arrives' },
  versions: {},
  ports: actingPorts,
  sentence({ about, do: what, tag, note }) {
    const where = about === 'customer' ? 'the customer' : 'the order';
    if (what === 'add-note')
      return textIn(note) === ''
        ? `Add to the note of ${where}`
        : `Note at ${where}: “${textIn(note).slice(0, 60)}”`;
    if (textIn(tag) === '') return `Tag ${where} in the store`;
    return what === 'remove-tag'
      ? `Remove the tag “${textIn(tag)}” from ${where}`
      : `Tag ${where} “${textIn(tag)}”`;
  },
  check: (written, _node, graph) => problemsIn(written, graph.subject),
  asks: (written) => [{ capability: capabilityOf(written), connection: null }],
  uses: ({ tag, note }) => decisionsNamedIn(`${tag} ${note}`),
  meaning: {
    arrive({ config: written }) {
      const { about, do: what, tag, note } = written;
      const input: Json = what === 'add-note' ? { about, note } : { do: what, tag };
      const sentence =
        what === 'add-note'
          ? `Will add to the note of the ${about}: “${note}”.`
          : `Will ${what === 'remove-tag' ? 'remove' : 'add'} the tag “${tag}” in the store.`;
      return { call: { capability: capabilityOf(written), input, assumed: null }, sentence };
    },
    wake: onceAnswered,
  },
});

const capabilityOf = ({ about, do: what }: Pick<Config, 'about' | 'do'>): string =>
  what === 'add-note' ? 'write-note' : about === 'order' ? 'tag-order' : 'tag-customer';

const WITH_ORDER = ['order', 'return', 'ticket', 'customer', 'cart'];

function problemsIn(
  { about, do: what, tag, note }: Config,
  subject: string,
): readonly Omit<Problem, 'node'>[] {
  if (what === 'add-note' && note === '') return [fieldProblem('note', 'Write the note.')];
  if (what !== 'add-note' && tag === '') return [fieldProblem('tag', 'Say which tag.')];
  if (about === 'order' && !WITH_ORDER.includes(subject))
    return [fieldProblem('about', 'This flow is not about an order.')];
  return about === 'customer' && ['product', 'store'].includes(subject)
    ? [fieldProblem('about', 'This flow is not about a customer.')]
    : [];
}
