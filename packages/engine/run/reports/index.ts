export { keepReportDays } from './kept-days.ts';
export type { Pair } from './report-figures.ts';
export {
  BEFORE,
  lastWindow,
  runningWindow,
  windowFrom,
  type ReportWindow,
  type Stretch,
} from './report-window.ts';
export { readStoreReport, type StoreReport } from './store-report.ts';
export { countOf, isNotable, meanMovedBy, meanOrder, movedBy, revenueOf } from './chance.ts';
