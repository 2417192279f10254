export { getImport, listImports, listRefusedRows } from './read-imports.ts';
export { checkImport, setImportSettings, startImport, stopImport } from './steer-import.ts';
export { addImportPart, createImport, finishUpload } from './upload-file.ts';
export type { ImportSummary, ImportView } from './shapes.ts';
