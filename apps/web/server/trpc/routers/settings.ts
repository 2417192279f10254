import { z } from 'zod';
import { storeSettingsSchema } from '@millrace/core/store';
import { checkCounts } from '@millrace/run/measure';
import { trainModels } from '@millrace/run/models';
import { forgetConnections } from '@millrace/run/webhooks';
import { listModels } from '@millrace/services/models';
import { closePrivacyRequest, listPrivacyRequests } from '@millrace/services/privacy';
import { listPulls, steerPulls } from '@millrace/services/pulls';
import {
  createApiKey,
  createConnection,
  deleteConnection,
  listApiKeys,
  listAudit,
  listConnections,
  listConnectors,
  readGuardrails,
  readKillSwitches,
  readStore,
  revokeApiKey,
  rotateSecret,
  testConnection,
  updateConnection,
  updateGuardrails,
  updateStore,
  useKillSwitch,
} from '@millrace/services/settings';
import { beginSignIn, finishSignIn } from '@millrace/services/sign-ins';
import { forgetKeys } from '../../rest/authenticate.ts';
import { countProbe } from '../../auth/mail-limit.ts';
import { afterwards, change, read, takes } from '../adapt.ts';
import { world } from '../../world.ts';
import { procedure, router } from '../init.ts';

/** Clears this process's cache of connections, which would be outdated for seconds otherwise. */
const forgetConnectionsHere = () => forgetConnections(world().db);

export const settings = router({
  store: read(readStore),
  /** JSON schema of the store's settings, for the form. */
  storeSchema: procedure.query(() =>
    z.toJSONSchema(storeSettingsSchema, { io: 'input', unrepresentable: 'any' }),
  ),
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
