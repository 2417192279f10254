import { defineVerb, parseInput, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { returnPolicySchema, type ReturnPolicy } from '@millrace/flow';
import { returnPolicy, returnsAddress } from '@millrace/run/returns';
import { ensureStorefront } from '@millrace/run/storefront';
import { z } from 'zod';
import { returnPolicyPlaceSchema, type ReturnPolicyPlace } from './shapes.ts';

/** What the store takes back, and the address of its returns page. */
export const readReturnPolicy = defineVerb({
  name: 'return-policy-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: returnPolicyPlaceSchema,
  run: async (tx, _input, context) => placeOf(tx, context, await returnPolicy(tx)),
});

/**
 * Changes what the store takes back; fields that are left out stay. Turning the page on makes its address.
 * @throws MillraceError input-invalid
 */
export const updateReturnPolicy = defineVerb({
  name: 'return-policy-changed',
  permission: 'settings:write',
  input: z.strictObject({ policy: z.record(z.string(), z.unknown()) }),
  output: returnPolicyPlaceSchema,
  run: async (tx, { policy }, context) => {
    await tx`select 1 from workspaces for update`;
    const merged = parseInput(returnPolicySchema, { ...(await returnPolicy(tx)), ...policy });
    await tx`insert into return_policies (workspace_id, settings, updated_at)
      values (${context.workspaceId}, ${tx.json(merged as never)}, ${context.now()})
      on conflict (workspace_id) do update set settings = excluded.settings, updated_at = excluded.updated_at`;
    if (merged.on) await ensureStorefront(tx, context.workspaceId);
    return placeOf(tx, context, merged);
  },
  audit: ({ policy }) => ({
    subject: { type: 'returns', id: null },
    summary: 'Changed the return policy',
    changes: policy,
  }),
});

async function placeOf(
  tx: Tx,
  context: Pick<Context, 'publicUrl'>,
  policy: ReturnPolicy,
): Promise<ReturnPolicyPlace> {
  const [storefront] = await tx<{ site_key: string }[]>`select site_key from storefronts`;
  const [store] = await tx<{ live: boolean }[]>`select exists (
    select from flows f join flow_versions v on v.id = f.live_version_id
      where f.state = 'live' and v.graph->>'subject' = 'return') as live`;
  return {
    policy,
    address: storefront ? returnsAddress(context, storefront.site_key) : null,
    hasFlow: store?.live ?? false,
  };
}
