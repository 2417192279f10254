import { readCohorts, readReport } from '@millrace/services/reports';
import { writeReportSummary } from '@millrace/services/writing';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

/** What happened in the store on a day, in a week or in a month. */
export const reports = router({
  read: read(readReport),
  cohorts: read(readCohorts),
  summarise: change(writeReportSummary, { weight: 10 }),
});
