import {
  createApiKey,
  createConnection,
  deleteConnection,
  listApiKeys,
  listAudit,
  listConnections,
  listConnectors,
  listModels,
  readGuardrails,
  readKillSwitches,
  readStore,
  revokeApiKey,
  storeSettingsSchema,
  testConnection,
  trainModels,
  updateConnection,
  updateGuardrails,
  updateStore,
  useKillSwitch,
} from '@millrace/services';
import { z } from 'zod';
import { forgetKeys } from '../../rest/authenticate.ts';
import { change, read } from '../adapt.ts';
import { procedure, router } from '../init.ts';

export const settings = router({
  store: read(readStore),
  /** The form of the store's settings, for the panel that is drawn from a schema. */
  storeSchema: procedure.query(() => z.toJSONSchema(storeSettingsSchema, { io: 'input', unrepresentable: 'any' })),
  updateStore: change(updateStore),
  connectors: procedure.query(() => listConnectors()),
  connections: read(listConnections),
  createConnection: change(createConnection),
  updateConnection: change(updateConnection),
  deleteConnection: change(deleteConnection),
  testConnection: procedure.input((raw: unknown) => raw as { id: string }).mutation(({ ctx, input }) => testConnection(ctx.context, input)),
  keys: read(listApiKeys),
  createKey: change(createApiKey),
  revokeKey: procedure
    .input((raw: unknown) => raw as { id: string })
    .mutation(async ({ ctx, input }) => {
      const revoked = await revokeApiKey(ctx.context, input);
      forgetKeys();
      return revoked;
    }),
  guardrails: read(readGuardrails),
  updateGuardrails: change(updateGuardrails),
  killSwitches: read(readKillSwitches),
  useKillSwitch: change(useKillSwitch),
  audit: read(listAudit),
  models: read(listModels),
  trainModels: change(trainModels),
});
