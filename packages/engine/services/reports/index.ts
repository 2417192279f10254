export { readCohorts } from './read-cohorts.ts';
export { readReport } from './read-report.ts';
export type { CohortsView, FigureView, ReportView } from './shapes.ts';
