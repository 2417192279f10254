import { CONNECTORS } from '@millrace/connectors';
import { listed } from '@millrace/base/words';
import { IMPORTERS } from '@millrace/importers';
import type { FlowFilePreview } from '@millrace/services/flow-files';

type Named = FlowFilePreview['matched'][number];

const THINGS: Readonly<Record<Named['thing'], string>> = {
  segment: 'Segment or list',
  list: 'List',
  flow: 'Flow',
  connection: 'Connection',
  member: 'Team member',
  secret: 'Secret header',
};

/** What a flow names in a store, such as: Segment or list “VIP”. */
export function namedWords({ thing, name, connector }: Named): string {
  const called = name === '' ? THINGS[thing] : `${THINGS[thing]} “${name}”`;
  const system = connector === undefined ? undefined : CONNECTORS.find(({ id }) => id === connector)?.title;
  return system === undefined || system === name ? called : `${called} (${system})`;
}

/** Files that can be imported, for the place where one is dropped. */
export const FILES_OF = `A flow of ${listed(
  IMPORTERS.map(({ title }) => title),
  'or',
)}, up to 2 MB.`;

/** Endings that may be chosen, with commas. */
export const ENDINGS = [...new Set(IMPORTERS.flatMap(({ endings }) => endings))].join(',');
