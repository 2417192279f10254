export { cancelEnrolment, overduePeople, pauseFlow, resumeFlow, stopFlow } from './change-state.ts';
export { cloneTemplate, createFlow, duplicateFlow } from './create-flow.ts';
export { checkFlow } from './flow-problems.ts';
export { deleteFlow, getFlow, listFlows } from './list-flows.ts';
export { previewPublish } from './preview-publish.ts';
export { publishFlow } from './publish-flow.ts';
export { saveFlow } from './save-flow.ts';
export type { FlowSummary, PublishPreview, VersionView } from './shapes.ts';
export { listVersions, readVersion } from './versions.ts';
