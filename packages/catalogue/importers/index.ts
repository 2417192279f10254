export type { FlowImporter, LeftOut, NamedThing, ReadFlow } from './importer.ts';
export { IMPORTERS } from './kinds.ts';
export { flowFileSchema, type FlowFile } from './millrace-file/format.ts';
export { writeFlowFile } from './millrace-file/write.ts';
export { placeNamed, withNotes, type ToChoose } from './place-named.ts';
export { LARGEST_FILE, readFlowFile } from './read-file.ts';
export { THINGS, type Reference, type Thing } from './references.ts';
