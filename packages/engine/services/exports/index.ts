export { beginExport, exportedText } from './export-list.ts';
