import {
  addImportPart,
  checkImport,
  createImport,
  finishUpload,
  getImport,
  listImports,
  listRefusedRows,
  setImportSettings,
  startImport,
  stopImport,
} from '@millrace/services/imports';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

export const imports = router({
  list: read(listImports),
  get: read(getImport, { weight: 2 }),
  refused: read(listRefusedRows),
  create: change(createImport),
  addPart: change(addImportPart, { weight: 3 }),
  finishUpload: change(finishUpload),
  set: change(setImportSettings, { weight: 2 }),
  check: change(checkImport),
  start: change(startImport),
  stop: change(stopImport),
});
