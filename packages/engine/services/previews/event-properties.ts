import type { Json } from '@millrace/base';
import { defineVerb, may, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { z } from 'zod';

/**
 * A property of an event type, with its latest value; the value is empty for users without access to
 * customers.
 */
const eventPropertySchema = z.strictObject({ name: z.string(), example: z.string() });
export type EventProperty = Shape<typeof eventPropertySchema>;

/** How many of the newest events, of all types, are searched for this type. */
const LOOKED_AT = 5_000;
const READ = 100;
const MOST = 40;
const LONGEST_EXAMPLE = 40;

/** Properties of the newest events of a type, for the message that follows the event. */
export const listEventProperties = defineVerb({
  name: 'event-properties-read',
  permission: 'flows:read',
  input: z.strictObject({ event: z.string().min(1).max(80) }),
  output: z.array(eventPropertySchema),
  run: async (tx, { event }, context) => {
    const shows = may(context.actor, 'customers:read');
    const found = new Map<string, string>();
    for (const properties of await newestProperties(tx, event, READ))
      for (const [name, value] of Object.entries(properties)) {
        const example = exampleOf(value);
        // Only names that a placeholder can contain.
        if (example !== null && /^[A-Za-z_][\w-]{0,59}$/.test(name) && !found.get(name) && found.size < MOST)
          found.set(name, shows ? example : '');
      }
    return [...found]
      .map(([name, example]) => ({ name, example }))
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
  },
});

/** Properties of the newest events of a type, newest first. */
export async function newestProperties(
  tx: Tx,
  event: string,
  limit: number,
): Promise<readonly Readonly<Record<string, Json>>[]> {
  const rows = await tx<{ properties: Record<string, Json> }[]>`
    select properties from (select type, properties, occurred_at from events order by occurred_at desc
      limit ${LOOKED_AT}) e where type = ${event} order by occurred_at desc limit ${limit}`;
  return rows.map((row) => row.properties);
}

function exampleOf(value: Json): string | null {
  if (value === null || typeof value === 'object') return null;
  return String(value).slice(0, LONGEST_EXAMPLE);
}
