import { handleExport } from '../../../../server/export/handle-export.ts';

export const dynamic = 'force-dynamic';

/** A list as a CSV file: `/api/export/customers?search=ann`. */
export const GET = handleExport;
