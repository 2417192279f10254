import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';

const config = z.strictObject({
  connection: z.string().max(60).default('').meta({
    title: 'Send to',
    control: 'connection',
    capability: 'track-event',
    description: 'With none chosen, the newest connection that takes events.',
  }),
  name: z.string().trim().max(120).default('').meta({
    title: 'Event',
    control: 'text',
    description: 'Its name there, such as Came back.',
  }),
  properties: z
    .array(
      z.strictObject({
        label: z.string().trim().max(80).default(''),
        value: z.string().max(500).default(''),
      }),
    )
    .max(20)
    .default([])
    .meta({
      title: 'Properties',
      control: 'facts',
      description: 'May have placeholders, such as {{ cart.total }}.',
    }),
  value: z.string().trim().max(200).default('').meta({
    title: 'Value',
    control: 'text',
    description: 'A number, or a placeholder that gives one. Leave empty for none.',
  }),
  ...actingFields,
});

/** Sends an event about the person to another system. */
export const trackEventNode = defineNode({
  kind: 'tell-system',
  title: 'Send an event',
  summary: 'Sends an event about the person, with its properties, to a system such as Klaviyo.',
  family: 'action',
  person: true,
  icon: 'megaphone',
  config,
  initial: { name: '' },
  example: { name: 'Came back', properties: [{ label: 'flow', value: 'Win-back' }] },
  versions: {},
  ports: actingPorts,
  sentence: ({ name }) =>
    textIn(name) === '' ? 'Send an event: name it' : `Send the event “${textIn(name)}”`,
  check: ({ name }) => (name === '' ? [fieldProblem('name', 'Name the event.')] : []),
  asks: ({ connection }) => [
    { capability: 'track-event', connection: connection === '' ? null : connection },
  ],
  uses: ({ properties, value }) => decisionsNamedIn(JSON.stringify([properties, value])),
  meaning: {
    arrive: ({ config: { connection, name, properties, value }, facts }) => ({
      call: {
        capability: 'track-event',
        input: {
          name,
          properties: properties.filter(({ label }) => label !== ''),
          value,
          currency: facts.store.currency,
          connection: connection === '' ? null : connection,
        },
        assumed: null,
      },
      sentence: `Will send the event “${name}”.`,
    }),
    wake: onceAnswered,
  },
});
