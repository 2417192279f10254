/**
 * Places that still spell an id of the catalogue, by file and id. The list may only become shorter: an entry that is not needed
 * any more fails the check, and a place that is not in it fails it too.
 * @type {readonly (readonly [file: string, id: string])[]}
 */
export const KNOWN_IDS = [
  // What flows and plans stored before version 2 of the graph called it, for ever.
  ['packages/language/flow/migrations.ts', 'sms'],

  // Facts about consent that have words of their own. Those of other channels are called by their family, "consent for".
  ['packages/language/flow/fact-fields.ts', 'sms'],

  // The connector that the demo shop speaks.
  ['packages/engine/services/setup/set-up.ts', 'shopify'],

  // Guardrails that something else sets off: the emergency stop, room under a cap, another time zone.
  ['apps/web/features/home/needs-you.tsx', 'kill-switch'],
  ['apps/web/features/settings/audit/audit-words.ts', 'kill-switch'],
  ['apps/web/features/settings/guardrails/emergency-stop.tsx', 'kill-switch'],
  ['packages/engine/services/home/read-home.ts', 'kill-switch'],
  ['packages/engine/run/messages/recheck-people.ts', 'frequency-cap'],
  ['packages/engine/services/settings/guardrails.ts', 'kill-switch'],
  ['packages/engine/services/settings/workspace.ts', 'quiet-hours'],
];
