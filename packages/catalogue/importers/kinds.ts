import type { FlowImporter } from './importer.ts';
import { klaviyoFlow } from './klaviyo-flow/importer.ts';
import { millraceFile } from './millrace-file/importer.ts';
import { shopifyFlowFile } from './shopify-flow-file/importer.ts';

/** The only list of importers, in the order of the screen. The first that recognises a file reads it. */
export const IMPORTERS: readonly FlowImporter[] = [millraceFile, klaviyoFlow, shopifyFlowFile];
