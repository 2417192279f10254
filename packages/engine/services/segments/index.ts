export { changeListMembers } from './change-list.ts';
export { createSegment, deleteSegment, updateSegment } from './edit-segments.ts';
export { getSegment, listSegmentMembers, listSegments } from './read-segments.ts';
export type { SegmentView, UsedSegment } from './shapes.ts';
