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
import { z } from 'zod';
import { inputOf, MEGABYTE, runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Imports';
const scope = 'customers:write';
const of = { tag, scope, errors: ['not-found', 'import-state-wrong'] } as const;

export const importOperations: readonly Operation[] = [
  {
    id: 'createImport',
    method: 'POST',
    path: '/imports',
    tag,
    scope,
    summary: 'Begin an import of a CSV file',
    description:
      'Then send the file in pieces, say that it is complete, check it, and start it. Nothing is imported before that.',
    body: createImport.definition.input,
    ...runVerb(createImport, 'The import', { status: 201 }),
  },
  {
    id: 'listImports',
    method: 'GET',
    path: '/imports',
    tag,
    scope,
    summary: 'Imports, newest first',
    query: z.object(pageQuery),
    ...runVerb(listImports, 'A page of imports'),
  },
  {
    id: 'getImport',
    method: 'GET',
    path: '/imports/{id}',
    ...of,
    summary: 'One import, with its progress and how its file is read',
    ...runVerb(getImport, 'The import'),
  },
  {
    id: 'addImportPart',
    method: 'POST',
    path: '/imports/{id}/parts',
    ...of,
    errors: [...of.errors, 'import-unreadable'],
    summary: 'Send the next piece of the file',
    description: 'In order, from 0. A piece that is sent twice counts once.',
    body: addImportPart.definition.input.omit({ id: true }),
    bodyLimit: 2 * MEGABYTE,
    ...runVerb(addImportPart, 'What has arrived'),
  },
  {
    id: 'finishImportUpload',
    method: 'POST',
    path: '/imports/{id}/uploaded',
    ...of,
    errors: [...of.errors, 'import-unreadable'],
    summary: 'Say that the file is complete',
    description: 'Encoding, separator and columns are recognised; `settings` of the import has them.',
    ...runVerb(finishUpload, 'The import'),
  },
  {
    id: 'setImportSettings',
    method: 'PUT',
    path: '/imports/{id}/settings',
    ...of,
    summary: 'Change how a file is read and what its columns are',
    description: 'Only the given fields change. A file that was checked has to be checked again.',
    body: setImportSettings.definition.input.shape.settings,
    ...runVerb(setImportSettings, 'The import', {
      input: (call) => {
        const { id, ...settings } = inputOf(call) as { id: string };
        return { id, settings };
      },
    }),
  },
  {
    id: 'checkImport',
    method: 'POST',
    path: '/imports/{id}/check',
    ...of,
    errors: [...of.errors, 'import-unclear'],
    summary: 'Count what an import would change, without changing anything',
    description: 'In the background: read the import until it is `checked`.',
    ...runVerb(checkImport, 'The import'),
  },
  {
    id: 'startImport',
    method: 'POST',
    path: '/imports/{id}/start',
    ...of,
    summary: 'Import a file that was checked, or go on with one that was stopped',
    description: 'In the background: read the import until it is `done`.',
    ...runVerb(startImport, 'The import'),
  },
  {
    id: 'stopImport',
    method: 'POST',
    path: '/imports/{id}/stop',
    ...of,
    summary: 'Stop a check or an import',
    ...runVerb(stopImport, 'The import'),
  },
  {
    id: 'listRefusedRows',
    method: 'GET',
    path: '/imports/{id}/refused',
    ...of,
    summary: 'Rows that were left out, with the reason and their cells',
    query: z.object(pageQuery),
    ...runVerb(listRefusedRows, 'A page of rows, in the order of the file'),
  },
];
