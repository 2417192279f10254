export { runBulkJobs } from './run-bulk-jobs.ts';
