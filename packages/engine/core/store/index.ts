export { everyWorkspace } from './every-workspace.ts';
export { everyRetention, monthsKept } from './months-kept.ts';
export { bearerMatches, keyFor, openSecrets, sealSecrets } from './secrets.ts';
export {
  type StoreSettings,
  localeOf,
  storeSettings,
  storeSettingsSchema,
  storeShape,
  workspaceFieldsSchema,
} from './store-settings.ts';
export { type Member, readTeam, roleMay } from './team.ts';
export { reorderPolicy, supplyIn, supplyTerms } from './supply.ts';
