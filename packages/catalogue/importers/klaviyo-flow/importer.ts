import type { FlowImporter } from '../importer.ts';
import { isLoose, loose } from '../loose.ts';
import { readKlaviyo } from './read-klaviyo.ts';

/** Flows of Klaviyo, as its API gives them with their definition. */
export const klaviyoFlow: FlowImporter = {
  id: 'klaviyo-flow',
  title: 'Klaviyo',
  how: 'The answer of Klaviyo’s API to GET /api/flows/{id}?additional-fields[flow]=definition, saved as it came. The names of its metrics, lists and segments, and its e-mails, are read from “included” if you add them there.',
  endings: ['.json'],
  recognises: ({ json }) => definitionIn(json) !== null,
  read({ json }) {
    const definition = definitionIn(json);
    if (definition === null) return { problem: 'It has no flow with a definition.' };
    return { flow: readKlaviyo(loose(json), definition) };
  },
};

/** The definition, in an answer of the API or alone. */
function definitionIn(json: unknown): Record<string, unknown> | null {
  const attributes = loose(loose(loose(json)['data'])['attributes']);
  const found = [attributes['definition'], loose(json)['definition'], json].find(
    (one) => isLoose(one) && Array.isArray(one['triggers']) && Array.isArray(one['actions']),
  );
  return isLoose(found) ? { ...found } : null;
}
