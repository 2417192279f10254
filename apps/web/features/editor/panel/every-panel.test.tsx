import { renderToStaticMarkup } from 'react-dom/server';
import { EDITORS } from '@millrace/nodes/editors';
import { kinds } from '@millrace/nodes';
import { isAsked, readSchema, SchemaForm } from '@millrace/ui';
import { describe, expect, it } from 'vitest';
import { STEP_CONTROLS } from './step-controls.tsx';

/** Stands in for the editor's own controls, which ask the server for choices. These tests only check that they are there. */
const controls = Object.fromEntries(Object.keys(STEP_CONTROLS).map((name) => [name, () => <i>{name}</i>]));
const drawn = Object.values(kinds).filter(({ kind }) => EDITORS[kind] === undefined);

describe.each(drawn.map((kind) => [kind.title, kind] as const))('the panel of %s', (_title, kind) => {
  it.each([
    ['just added', kind.initial],
    ['filled in', kind.example as Readonly<Record<string, unknown>>],
  ])('has a control for each setting, when it was %s', (_when, config) => {
    const panel = renderToStaticMarkup(
      <SchemaForm schema={kind.config} value={config} controls={controls} onChange={() => undefined} />,
    );
    expect(panel).not.toContain('This setting cannot be changed here.');
    const fields = readSchema(kind.config);
    for (const field of fields.filter((one) => one.control !== 'hidden' && isAsked(one, config, fields)))
      expect(panel).toContain(field.control in controls ? `<i>${field.control}</i>` : escaped(field.label));
  });
});

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;').replaceAll('"', '&quot;');
