import type { FlowImporter } from '../importer.ts';
import { loose } from '../loose.ts';
import { FORMAT, FORMAT_VERSION, flowFileSchema } from './format.ts';

/** Files that Millrace itself exports. */
export const millraceFile: FlowImporter = {
  id: 'millrace-file',
  title: 'Millrace',
  how: 'In the menu of a flow: “Export as a file”.',
  endings: ['.json'],
  recognises: ({ json }) => loose(json)['format'] === FORMAT,
  read({ json }) {
    const { version } = loose(json);
    if (typeof version === 'number' && version > FORMAT_VERSION)
      return { problem: 'A newer Millrace wrote it. Update this one, or export the flow from an older one.' };
    const parsed = flowFileSchema.safeParse(json);
    if (!parsed.success) {
      const [first] = parsed.error.issues;
      return { problem: `It is damaged at “${first?.path.join('.') ?? ''}”. Export the flow again.` };
    }
    const { name, named, graph } = parsed.data;
    return { flow: { name, graph, named, leftOut: [] } };
  },
};
