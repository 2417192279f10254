export { getImport, listImports, listRefusedRows } from './read-imports.ts';
export { checkImport, setImportSettings, startImport, stopImport } from './steer-import.ts';
export { addImportPart, createImport, finishUpload, MOST_OF_A_PART } from './upload-file.ts';
export type { ImportSummary, ImportView } from './shapes.ts';
