/**
 * Files that may contain an id of the catalogue, each with its reason. An entry that is no longer needed
 * fails the check, and so does a place without an entry, so the list only gets shorter.
 * @type {readonly (readonly [file: string, id: string])[]}
 */
export const KNOWN_IDS = [
  // The id in flows and plans stored before version 2 of the graph, which never changes.
  ['packages/language/flow/migrations.ts', 'sms'],

  // The connector of the demo shop, which the first start connects by name.
  ['packages/engine/services/setup/set-up.ts', 'shopify'],

  // The id of the emergency stop in audit logs of earlier releases, which never changes.
  ['apps/web/features/settings/audit/audit-words.ts', 'kill-switch'],
];
