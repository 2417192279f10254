/**
 * Places that may spell an id of the catalogue, by file and id, each with its reason. The list may only become shorter: an entry that is not needed
 * any more fails the check, and a place that is not in it fails it too.
 * @type {readonly (readonly [file: string, id: string])[]}
 */
export const KNOWN_IDS = [
  // What flows and plans stored before version 2 of the graph called it, forever.
  ['packages/language/flow/migrations.ts', 'sms'],

  // The connector that the demo shop speaks: the first start connects it by name.
  ['packages/engine/services/setup/set-up.ts', 'shopify'],

  // What the audit log of earlier releases calls the emergency stop, forever.
  ['apps/web/features/settings/audit/audit-words.ts', 'kill-switch'],
];
