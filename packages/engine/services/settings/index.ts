export { type AccessView, permissionsOfRole, readAccess, updateAccess } from './access.ts';
export {
  type ApiKeyView,
  type KeyHolder,
  createApiKey,
  hashKey,
  holderOfKey,
  listApiKeys,
  revokeApiKey,
} from './api-keys.ts';
export { type AuditView, listAudit } from './audit.ts';
export {
  type ConnectionView,
  createConnection,
  deleteConnection,
  listConnections,
  listConnectors,
  updateConnection,
} from './connections.ts';
export { readGuardrails, readKillSwitches, updateGuardrails, useKillSwitch } from './guardrails.ts';
export { rotateSecret } from './rotate-secret.ts';
export { testConnection } from './test-connection.ts';
export { readStore, updateStore } from './workspace.ts';
