import type { Json } from '@millrace/base';
import { defineVerb, may, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { z } from 'zod';

/** A value that events of a kind bring along, and how it looked the last time; empty for whoever may not see customers. */
const eventPropertySchema = z.strictObject({ name: z.string(), example: z.string() });
export type EventProperty = Shape<typeof eventPropertySchema>;

/** So far back it is looked for events of the kind, in events of every kind. */
const LOOKED_AT = 5_000;
const READ = 100;
const MOST = 40;
const LONGEST_EXAMPLE = 40;

/** What the newest events of a kind brought along, for the message that follows them. */
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
        // A name that a placeholder can be written with.
        if (example !== null && /^[A-Za-z_][\w-]{0,59}$/.test(name) && !found.get(name) && found.size < MOST)
          found.set(name, shows ? example : '');
      }
    return [...found]
      .map(([name, example]) => ({ name, example }))
      .toSorted((left, right) => left.name.localeCompare(right.name, 'en'));
  },
});

/** Properties of the newest events of a kind, newest first. */
export async function newestProperties(
  tx: Tx,
  event: string,
  limit: number,
): Promise<readonly Readonly<Record<string, Json>>[]> {
  const rows = await tx<{ properties: Record<string, Json> }[]>`
    select properties from (select type, properties, occurred_at from events order by occurred_at desc limit ${LOOKED_AT}) e where type = ${event} order by occurred_at desc limit ${limit}`;
  return rows.map((row) => row.properties);
}

function exampleOf(value: Json): string | null {
  if (value === null || typeof value === 'object') return null;
  return String(value).slice(0, LONGEST_EXAMPLE);
}
