import type { Json } from '@millrace/base';
import { bareEvent, type Facts } from '@millrace/flow';
import { EXAMPLE_NOW, exampleFacts } from '../../testing/example.ts';

/** Parameters as they are read from the database, once for each object. */
const stored = new WeakMap<object, Json>();
function storedOf(parameters: object): Json {
  const known = stored.get(parameters) ?? (JSON.parse(JSON.stringify(parameters)) as Json);
  stored.set(parameters, known);
  return known;
}

/** Facts of an entry that began with a ticket. */
export function ticket(properties: Readonly<Record<string, Json>>, parameters?: object): Facts {
  const facts = exampleFacts({ models: parameters ? { 'ticket-class': storedOf(parameters) } : {} });
  const event = bareEvent({ id: 'event-1', type: 'ticket-opened', at: EXAMPLE_NOW, properties });
  return { ...facts, enrolment: { ...facts.enrolment, event } };
}
