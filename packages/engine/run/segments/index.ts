export type { Crossing } from './keep-members.ts';
export { beginScan, type SegmentRow } from './segment-row.ts';
export { ageSegments, checkSegments, scanSegments, type OnCrossings } from './watch-segments.ts';
export { whoMatches, type Answer, type Asked } from './who-matches.ts';
