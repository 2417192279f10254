export { endOfLines, isUtf8, markedEncoding, type FileEncoding } from './file-text.ts';
export { FILE_BEGINS, partText, readFilePage } from './file-rows.ts';
export { KEPT_FOR } from './forget-files.ts';
export { guessColumns, guessSettings } from './guess-settings.ts';
export { FIELDS, IMPORT_KINDS, PROPERTY, STATE_OF, type ImportKind } from './import-kinds.ts';
export { IMPORT_STATES, NO_COUNTS, type ImportRow } from './import-row.ts';
export { importSettingsSchema, type ImportSettings } from './import-settings.ts';
export { showRow } from './show-row.ts';
export { runImports } from './run-imports.ts';
