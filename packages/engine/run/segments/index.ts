export type { Crossing } from './keep-members.ts';
export { beginScan, type SegmentRow } from './segment-row.ts';
export { checkSegments, scanSegments, watchSegments, type OnCrossings } from './watch-segments.ts';
export { whoMatches, type Answer, type Asked } from './who-matches.ts';
