export { listEventProperties } from './event-properties.ts';
export { previewContent, previewContentInput } from './preview-content.ts';
export type { ContentPreview } from './preview-shape.ts';
