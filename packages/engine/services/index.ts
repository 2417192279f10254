export * from './verb/index.ts';
export { captureOutput, traceOf } from './operate/capture-output.ts';
export { endWhenFrozen } from './operate/end-when-frozen.ts';
export { ingestEvents, ingestWithin, MAX_BATCH, type IngestReport } from './intake/ingest-events.ts';
export { EVENTS_CHANNEL } from './intake/announce.ts';
export type { IntakeSource } from './intake/source.ts';
export { forgetConnections } from './intake/known-connection.ts';
export { readJson } from './intake/read-json.ts';
export { isConnection, receiveWebhook, type Delivery, type Received } from './intake/receive-webhook.ts';
export { eraseCustomer } from './customers/erase-customer.ts';
export { advance, type AdvanceInput } from './enrolments/advance.ts';
export { look } from './enrolments/look.ts';
export { deliver, type DeliverInput } from './messages/deliver.ts';
export { messageLinks, readLinkToken, type MessageReference } from './messages/message-links.ts';
export { listEventProperties, type EventProperty } from './messages/event-properties.ts';
export { previewContent, previewContentInput, type ContentPreview } from './messages/preview-content.ts';
export { testSend, testSendInput, type TestSent } from './messages/test-send.ts';
export { getOutboxMessage, listOutbox } from './messages/test-messages.ts';
export { testConnection, type ConnectionTest } from './settings/test-connection.ts';
export { brandOf } from './messages/render-message.ts';
export { routeNext, type RoutingReport } from './routing/route-events.ts';
export { siftEvents, type SiftReport } from './routing/sift-events.ts';
export { claimDispatches, type Dispatch } from './routing/claim-dispatches.ts';
export { abandonCarts } from './routing/abandon-carts.ts';
export { foldTallies } from './measure/fold-tallies.ts';
export { sweepSome } from './sweeps/sweep-some.ts';
export { createFlow, cloneTemplate, duplicateFlow, type FlowWithProblems } from './flows/create-flow.ts';
export { saveFlow } from './flows/save-flow.ts';
export { publishFlow } from './flows/publish-flow.ts';
export { previewPublish, type PublishPreview, type Rival } from './flows/preview-publish.ts';
export { pauseFlow, resumeFlow, stopFlow, overduePeople, cancelEnrolment } from './flows/change-state.ts';
export { checkFlow } from './flows/flow-problems.ts';
export type { FlowView, FlowState } from './flows/flow-row.ts';
export {
  createConnection,
  deleteConnection,
  listConnections,
  listConnectors,
  updateConnection,
  type ConnectionView,
} from './settings/connections.ts';
export { createApiKey, hashKey, holderOfKey, listApiKeys, revokeApiKey, type ApiKeyView, type KeyHolder } from './settings/api-keys.ts';
export { readGuardrails, readKillSwitches, updateGuardrails, useKillSwitch } from './settings/guardrails.ts';
export { bearerMatches, keyFor } from './settings/secrets.ts';
export { storeSettingsSchema, type StoreSettings } from './settings/store-settings.ts';
export { setUp, type SetUpResult } from './setup/set-up.ts';
export { kinds } from './plans/the-step.ts';
export { listModels, trainDueModels, trainModels, type ModelView } from './models/train-models.ts';
export { maintainPartitions } from './setup/maintain-partitions.ts';
export { getCustomer, listCustomers, type CustomerView } from './customers/read-customers.ts';
export { setConsent, updateCustomer } from './customers/update-customer.ts';
export { customerTimeline, type TimelineItem } from './customers/timeline.ts';
export { exportCustomer } from './customers/export-customer.ts';
export { getMessage, listMessages, resolveUnknown, type MessageSummary, type MessageView } from './messages/read-messages.ts';
export { judgeDueVisits } from './messages/judge-visits.ts';
export type { KeptVisit, VisitSigns } from './messages/visits.ts';
export { readPreferences, recordClick, recordOpen, recordPage, recordShortClick, unsubscribe, type Preferences } from './messages/track.ts';
export {
  getDecision,
  getEnrolment,
  listEnrolments,
  type DecisionView,
  type EnrolmentView,
  type TraceView,
} from './enrolments/read-enrolments.ts';
export { listCounted, type Counted, type CountedView } from './enrolments/behind-count.ts';
export { enrolByHand } from './enrolments/enrol-by-hand.ts';
export { deleteFlow, getFlow, listFlows, type FlowSummary } from './flows/list-flows.ts';
export { listVersions, readVersion, type VersionView } from './flows/versions.ts';
export type { MetricView } from './measure/flow-metrics.ts';
export { flowAnalytics, flowCounts, keepLiftHistories, type ArmView, type Counts, type FlowAnalytics } from './measure/flow-analytics.ts';
export { permissionsOfRole, readAccess, updateAccess, type AccessView } from './settings/access.ts';
export { listAudit, type AuditView } from './settings/audit.ts';
export { readStore, updateStore } from './settings/workspace.ts';
export { readReadiness, type StoreReadiness } from './home/read-readiness.ts';
export { readHome, type HomeView, type NeedsYou } from './home/read-home.ts';
export type { Page } from './paging/cursor.ts';
export { rehearseFlow, type RehearsalView, type RehearsedAnswers } from './rehearsal/rehearse-flow.ts';
export { listRehearsed, REHEARSED_COUNTS, type RehearsedCount, type RehearsedPage } from './rehearsal/rehearsed-people.ts';
export { readRehearsed, type RehearsedLine, type RehearsedPerson } from './rehearsal/rehearsed-person.ts';
export { countMatching, type MatchingParts } from './values/count-matching.ts';
export { gatherDueValues } from './values/gather-values.ts';
export { listFactValues, listKnownFacts, type KnownFact, type KnownValue, type KnownValues } from './values/list-values.ts';
export { closePrivacyRequest, listPrivacyRequests, type PrivacyRequestView } from './privacy/requests.ts';
export { recheckNext } from './messages/recheck-people.ts';
export { recount, type Recount } from './measure/recount/recount.ts';
export type { Difference } from './measure/recount/compared.ts';
export { watchConnections } from './connections/watch-connections.ts';
export { checkCounts, type CountsChecked } from './measure/recount/check-counts.ts';
