import { z } from 'zod';
import { defineConnector } from '../connector-kind.ts';
import { accepted, unknown, type Delivery } from '../delivery.ts';

const caught: Delivery<unknown> = {
  repeat: {
    means: 'row',
    harmless: true,
    sentence: 'The message is a row with its own id: writing it twice leaves one.',
  },
  request: () => ({ via: 'sandbox' }),
  outcome: (answer) =>
    answer.kind === 'caught' ? accepted(answer.rowId) : unknown('Only the sandbox answers here.'),
};

export const sandbox = defineConnector({
  id: 'sandbox',
  title: 'Sandbox',
  summary:
    'Keeps every message while no provider is connected. Read them in the message log as the customer would see them.',
  icon: 'inbox',
  category: 'own',
  capabilities: ['deliver'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  deliverAny: caught,
});
