import { actOf, CONNECTORS } from '@millrace/connectors';
import { defineVerb, id, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

/** A connection that a step may use. */
const carrierSchema = z.strictObject({
  id,
  name: z.string(),
  title: z.string().describe('The system it connects to: "HTTP"'),
});
export type CarrierView = Shape<typeof carrierSchema>;

/**
 * Connections that provide a capability, newest first. Names only: settings and secrets are for the owner.
 */
export const listCarriers = defineVerb({
  name: 'carriers-read',
  permission: 'flows:read',
  input: z.strictObject({ capability: z.string().min(1).max(60) }),
  output: z.array(carrierSchema),
  run: async (tx, { capability }) => {
    const able = CONNECTORS.filter((kind) => !kind.builtIn && actOf(kind, capability) !== undefined);
    const rows = await tx<{ id: string; name: string; connector: string }[]>`
      select id, name, connector from connections
        where connector = any(${able.map(({ id }) => id)}::text[]) and state = 'active'
        and disabled_at is null order by created_at desc limit 100`;
    return rows.map(({ id: connection, name, connector }) => ({
      id: connection,
      name,
      title: able.find((kind) => kind.id === connector)?.title ?? connector,
    }));
  },
});
