const ACTIONS = [
  ['flow-published', 'Published a flow'],
  ['flow-created', 'Created a flow'],
  ['flow-paused', 'Paused a flow'],
  ['flow-resumed', 'Resumed a flow'],
  ['flow-stopped', 'Stopped a flow'],
  ['flow-edited', 'Edited a flow'],
  ['flow-deleted', 'Removed a flow'],
  ['variants-used', 'Put variants of a message into a test'],
  ['brand-changed', 'Changed the rules of the brand'],
  ['template-saved', 'Saved a flow as a template'],
  ['template-changed', 'Changed a template'],
  ['template-removed', 'Removed a template'],
  ['segment-created', 'Saved a segment'],
  ['segment-changed', 'Changed a segment'],
  ['segment-removed', 'Removed a segment'],
  ['list-changed', 'Put people on a list, or took them off it'],
  ['numbers-check-asked', 'Asked for a check of the numbers'],
  ['entries-count-asked', 'Asked what flows should earn'],
  ['outside-flow-added', 'Added a flow of another system to the audit'],
  ['outside-flow-removed', 'Took a flow of another system out of the audit'],
  ['anomaly-seen', 'Marked an anomaly as seen'],
  ['test-chosen', 'Chose a variant of a test'],
  ['test-won', 'Chose the winner of a test'],
  ['audience-enrolled', 'Put an audience into a flow'],
  ['customer-enrolled', 'Put a customer into a flow'],
  ['enrolment-cancelled', 'Took somebody out of a flow'],
  ['question-answered', 'Answered a question of a flow'],
  ['work-answered', 'Answered an approval or a task'],
  ['decision-put-right', 'Said what a decision should have been'],
  ['work-assigned', 'Gave an approval or a task to somebody'],
  ['work-mail-chosen', 'Chose which e-mails about work to get'],
  ['work-commented', 'Commented on an approval or a task'],
  ['unknown-message-resolved', 'Said whether a message arrived'],
  ['unknown-call-resolved', 'Said whether an action was done'],
  ['test-sent', 'Sent a test message'],
  ['guardrails-changed', 'Changed guardrails'],
  ['kill-switch-used', 'Used the emergency stop'],
  ['connection-created', 'Connected a system'],
  ['connection-changed', 'Changed a connection'],
  ['connection-deleted', 'Removed a connection'],
  ['connection-secret-rotated', 'Changed the secret of a connection'],
  ['connection-test-asked', 'Tested a connection from a chat'],
  ['sign-in-begun', 'Began to sign in at a system'],
  ['signed-in', 'Signed in at a system'],
  ['history-steered', 'Steered the reading of history'],
  ['store-changed', 'Changed the store'],
  ['storefront-changed', 'Changed the storefront'],
  ['storefront-form-created', 'Made a form'],
  ['storefront-form-changed', 'Changed a form'],
  ['storefront-form-removed', 'Removed a form'],
  ['return-policy-changed', 'Changed the return policy'],
  ['return-moved', 'Said how far a return is'],
  ['storefront-secret-shown', 'Showed the secret of the storefront'],
  ['customer-changed', 'Changed a customer'],
  ['consent-changed', 'Changed a consent'],
  ['points-changed', 'Changed loyalty points'],
  ['tier-granted', 'Granted a loyalty tier'],
  ['customer-exported', 'Exported a customer'],
  ['list-exported', 'Exported a list'],
  ['import-started', 'Started an import'],
  ['import-stopped', 'Stopped an import'],
  ['import-finished', 'Finished an import'],
  ['customer-erased', 'Erased a customer'],
  ['privacy-request-closed', 'Answered a privacy request'],
  ['store-erased', 'Erased a store'],
  ['api-key-created', 'Created an API key'],
  ['api-key-revoked', 'Revoked an API key'],
  ['member-invited', 'Invited a team member'],
  ['member-role-changed', 'Changed a role'],
  ['member-removed', 'Removed a team member'],
  ['member-link-made', 'Made a one-time link for a team member'],
  ['access-changed', 'Changed who may see all data'],
  ['password-changed', 'Changed a password'],
] as const;

/** The choices of the filter. */
export const ACTION_CHOICES = ACTIONS.map(([value, label]) => ({ value, label }));

const ACTORS: Readonly<Record<string, string>> = {
  'api-key': 'API key',
  webhook: 'Webhook',
  schedule: 'Schedule',
  worker: 'Millrace',
  'set-up': 'Set-up',
};

/** Who made a change: the name of a person or key, and the kind if it is not a person. */
export function actorWords({ actorType, actorName }: { actorType: string; actorName: string | null }): {
  name: string;
  kind: string | null;
} {
  const kind = ACTORS[actorType] ?? null;
  return { name: actorName ?? kind ?? 'Unknown', kind: kind === actorName ? null : kind };
}

/** Address of the page of what was changed; null if it has none. */
export function subjectHref(type: string, id: string | null): string | null {
  if (type === 'guardrails' || type === 'emergency-stop' || type === 'kill-switch')
    return '/settings/guardrails';
  if (type === 'workspace') return '/settings/store';
  if (type === 'brand') return '/settings/brand';
  if (type === 'connection') return '/settings/connections';
  if (type === 'privacy-request') return '/settings/privacy';
  if (type === 'api-key') return '/settings/keys';
  if (type === 'storefront') return '/settings/storefront';
  if (type === 'returns') return '/settings/returns';
  if (type === 'return') return '/returns';
  if (type === 'person' || type === 'access') return '/settings/team';
  if (!id) return null;
  const places: Readonly<Record<string, string>> = {
    flow: '/flows',
    customer: '/customers',
    enrolment: '/enrolments',
    message: '/messages',
    import: '/customers/import',
    segment: '/segments',
    anomaly: '/anomalies',
  };
  return places[type] ? `${places[type]}/${id}` : null;
}
