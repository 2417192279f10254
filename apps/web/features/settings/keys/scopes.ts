/** The permissions a key may have, most needed first. Values are the product's permissions. */
export const SCOPES = [
  { value: 'events:write', label: 'Send events', help: 'Carts, orders and customers' },
  { value: 'customers:read', label: 'Read customers' },
  { value: 'customers:write', label: 'Change customers and their consent' },
  { value: 'customers:export', label: 'Export customers', help: 'All data of a customer' },
  { value: 'customers:erase', label: 'Erase customers' },
  { value: 'flows:read', label: 'Read flows and their figures' },
  { value: 'flows:write', label: 'Change drafts of flows' },
  { value: 'flows:publish', label: 'Publish, pause and stop flows' },
  { value: 'messages:read', label: 'Read messages' },
  { value: 'work:answer', label: 'Do tasks and comment on work' },
  { value: 'approvals:decide', label: 'Decide approvals', help: 'Together with tasks' },
  { value: 'settings:read', label: 'Read settings' },
  { value: 'settings:write', label: 'Change settings and connections' },
  { value: 'audit:read', label: 'Read the audit log' },
  { value: 'killswitch:use', label: 'Use the emergency stop' },
] as const;
export type Scope = (typeof SCOPES)[number]['value'];

/** The permissions of a key in one line; of more than three, the first two and a count. */
export function scopeWords(scopes: readonly string[]): string {
  if (SCOPES.every((scope) => scopes.includes(scope.value))) return 'Everything';
  const words = scopes.map((scope) => SCOPES.find((one) => one.value === scope)?.label ?? scope);
  return words.length > 3 ? `${words.slice(0, 2).join(', ')} and ${words.length - 2} more` : words.join(', ');
}
