import { actOf, CONNECTORS } from '@millrace/connectors';
import { defineVerb, id, type Shape } from '@millrace/core/verb';
import type { ActingConnection } from '@millrace/run/calls';
import { z } from 'zod';
import { secretsOf } from './able.ts';

/** A connection that a step may use. */
const carrierSchema = z.strictObject({
  id,
  name: z.string(),
  title: z.string().describe('The system it connects to: "HTTP"'),
});
export type CarrierView = Shape<typeof carrierSchema>;

/**
 * Connections that provide a capability and are set up for it, newest first. Names only: settings and secrets are for the
 * owner.
 */
export const listCarriers = defineVerb({
  name: 'carriers-read',
  permission: 'flows:read',
  input: z.strictObject({ capability: z.string().min(1).max(60) }),
  output: z.array(carrierSchema),
  run: async (tx, { capability }, context) => {
    const able = CONNECTORS.filter((kind) => !kind.builtIn && actOf(kind, capability) !== undefined);
    const rows = await tx<(ActingConnection & { name: string })[]>`
      select id, name, connector, config, secrets, shop from connections
      where connector = any(${able.map(({ id }) => id)}::text[]) and state = 'active' and disabled_at is null
      order by created_at desc limit 100`;
    return rows.flatMap((connection) => {
      const kind = able.find(({ id: connector }) => connector === connection.connector);
      const isReady = actOf(kind, capability)?.isReady;
      if (isReady && !isReady(connection.config, secretsOf(context)(connection))) return [];
      return [{ id: connection.id, name: connection.name, title: kind?.title ?? connection.connector }];
    });
  },
});
