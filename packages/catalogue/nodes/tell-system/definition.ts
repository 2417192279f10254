import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, textIn } from '../reading.ts';

const config = z.strictObject({
  connection: z.string().max(60).default('').meta({
    title: 'Told to',
    control: 'connection',
    capability: 'track-event',
    description: 'None: the newest connection that can.',
  }),
  name: z.string().trim().max(120).default('').meta({
    title: 'Event',
    control: 'text',
    description: 'As it is to be called there, such as Came back.',
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
      title: 'What is told with it',
      control: 'facts',
      description: 'May have placeholders, such as {{ cart.total }}.',
    }),
  value: z.string().trim().max(200).default('').meta({
    title: 'Worth',
    control: 'text',
    description: 'A number, or a placeholder that gives one. Leave empty for none.',
  }),
  ...actingFields,
});

/** Tells another system that something happened to the person. */
export const trackEventNode = defineNode({
  kind: 'tell-system',
  title: 'Tell another system',
  summary:
    'Tells a system such as Klaviyo that something happened to the person, as an event with what belongs to it.',
  family: 'action',
  person: true,
  icon: 'megaphone',
  config,
  initial: { name: '' },
  example: { name: 'Came back', properties: [{ label: 'flow', value: 'Win-back' }] },
  versions: {},
  ports: actingPorts,
  sentence: ({ name }) =>
    textIn(name) === '' ? 'Tell another system: name the event' : `Tell of “${textIn(name)}”`,
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
      sentence: `Is to be told: “${name}”.`,
    }),
    wake: ({ config: { ifNotDone } }, wake) => (wake.type === 'answer' ? afterActing(ifNotDone, wake) : null),
  },
});
