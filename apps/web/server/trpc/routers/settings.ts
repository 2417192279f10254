import {
  beginSignIn,
  finishSignIn,
  checkCounts,
  closePrivacyRequest,
  createApiKey,
  createConnection,
  deleteConnection,
  forgetConnections,
  listApiKeys,
  listAudit,
  listConnections,
  listConnectors,
  listModels,
  listPrivacyRequests,
  listPulls,
  readGuardrails,
  readKillSwitches,
  readStore,
  revokeApiKey,
  rotateSecret,
  steerPulls,
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
import { countProbe } from '../../auth/mail-limit.ts';
import { afterwards, change, read, takes } from '../adapt.ts';
import { world } from '../../world.ts';
import { procedure, router } from '../init.ts';

/** What this process remembers of connections would outlive the change by seconds. */
const forgetConnectionsHere = () => forgetConnections(world().db);

export const settings = router({
  store: read(readStore),
  /** The form of the store's settings, for the panel that is drawn from a schema. */
  storeSchema: procedure.query(() => z.toJSONSchema(storeSettingsSchema, { io: 'input', unrepresentable: 'any' })),
  updateStore: change(updateStore),
  connectors: procedure.query(() => listConnectors()),
  connections: read(listConnections),
  createConnection: change(createConnection),
  updateConnection: afterwards(updateConnection, forgetConnectionsHere),
  deleteConnection: afterwards(deleteConnection, forgetConnectionsHere),
  beginSignIn: change(beginSignIn),
  finishSignIn: afterwards(finishSignIn, forgetConnectionsHere),
  rotateSecret: afterwards(rotateSecret, forgetConnectionsHere),
  pulls: read(listPulls),
  steerPulls: change(steerPulls),
  testConnection: takes(z.strictObject({ id: z.uuid() }), { weight: 5 }).mutation(async ({ ctx, input }) => {
    await countProbe(ctx.person.id);
    return testConnection(ctx.context, input);
  }),
  keys: read(listApiKeys),
  createKey: change(createApiKey),
  revokeKey: afterwards(revokeApiKey, forgetKeys),
  guardrails: read(readGuardrails),
  updateGuardrails: change(updateGuardrails),
  killSwitches: read(readKillSwitches),
  useKillSwitch: change(useKillSwitch),
  audit: read(listAudit),
  privacyRequests: read(listPrivacyRequests),
  closePrivacyRequest: change(closePrivacyRequest),
  checkCounts: change(checkCounts),
  models: read(listModels),
  trainModels: change(trainModels, { weight: 10 }),
});
