export { readBrand, updateBrand, type Brand } from './brand.ts';
export { changeVariant, dropVariant, readVariants, useVariants, type Proposal } from './proposals.ts';
export { proposeVariants } from './propose-variants.ts';
export { writeReportSummary } from './report-summary.ts';
