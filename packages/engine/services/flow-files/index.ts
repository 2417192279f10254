export { exportFlow } from './export-flow.ts';
export { importFlow, previewFlowFile } from './import-flow.ts';
export type { FlowFilePreview } from './shapes.ts';
