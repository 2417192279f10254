import {
  storeSettings,
  storeSettingsSchema,
  storeShape,
  supplyIn,
  workspaceFieldsSchema,
} from '@millrace/core/store';
import { defineVerb, parseInput } from '@millrace/core/verb';
import { refreshPoints } from '@millrace/run/loyalty';
import { tellReorders } from '@millrace/run/triggers';
import { lookAgain } from '@millrace/run/messages';
import { reasonsEndedBy } from '@millrace/guardrails';
import { z } from 'zod';

export const readStore = defineVerb({
  name: 'store-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: storeShape,
  run: (tx, _input, context) => storeSettings(tx, context.workspaceId),
});

/** Changes the store's name, currency, zone and settings. Fields that are left out stay. */
export const updateStore = defineVerb({
  name: 'store-changed',
  permission: 'settings:write',
  input: z.strictObject({
    ...workspaceFieldsSchema.shape,
    settings: z.record(z.string(), z.unknown()).optional(),
  }),
  output: storeShape,
  run: async (tx, { settings, ...fields }, context) => {
    await tx`select 1 from workspaces where workspace_id = ${context.workspaceId} for update`;
    // Settings of an older release that are no longer valid must not prevent other changes.
    const before = await storeSettings(tx, context.workspaceId);
    const merged = parseInput(storeSettingsSchema.strict(), {
      ...storeSettingsSchema.parse(before),
      ...settings,
    });
    await tx`update workspaces set settings = ${tx.json(merged as never)},
      name = coalesce(${fields.name ?? null}, name),
      currency = coalesce(${fields.currency ?? null}, currency),
      zone = coalesce(${fields.zone ?? null}, zone),
      url = coalesce(${fields.url ?? null}, url) where workspace_id = ${context.workspaceId}`;
    if (JSON.stringify(merged.tiers) !== JSON.stringify(before.tiers))
      await refreshPoints(tx, context.workspaceId, context.now());
    // Reorder points depend on them.
    if (JSON.stringify(supplyIn(merged)) !== JSON.stringify(supplyIn(before)))
      await tellReorders(tx, context, context.now());
    // Customers without a zone of their own use the store's.
    if (fields.zone !== undefined && fields.zone !== before.zone)
      await lookAgain(tx, context, { reasons: reasonsEndedBy('zone-changed') });
    return storeSettings(tx, context.workspaceId);
  },
  audit: (input) => ({
    subject: { type: 'workspace', id: null },
    summary: 'Changed the store settings',
    changes: { ...input },
  }),
});
